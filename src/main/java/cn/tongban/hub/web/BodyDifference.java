package cn.tongban.hub.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two bodies field by field: equal places first, then equal values at other places. */
final class BodyDifference {
    private BodyDifference() {}

    /** How a value is on both sides. */
    enum Kind {
        SAME,
        CHANGED,
        /** The same value at another place. */
        MOVED,
        ONLY_LEFT,
        ONLY_RIGHT
    }

    /** Positions in the two lists; -1 where a side has none. */
    record Pair(int left, int right, Kind kind) {}

    /** In the order of the left side, then what only the right one has. */
    static List<Pair> of(List<BodyLeaves.Leaf> left, List<BodyLeaves.Leaf> right) {
        Map<String, Integer> rightPaths = new LinkedHashMap<>();
        for (int i = 0; i < right.size(); i++) {
            rightPaths.putIfAbsent(right.get(i).path(), i);
        }
        Set<String> leftPaths = new HashSet<>();
        left.forEach(leaf -> leftPaths.add(leaf.path()));
        Map<String, Deque<Integer>> elsewhere = new HashMap<>();
        for (int i = 0; i < right.size(); i++) {
            if (!leftPaths.contains(right.get(i).path()) && !right.get(i).text().isEmpty()) {
                elsewhere.computeIfAbsent(right.get(i).text(), text -> new ArrayDeque<>()).add(i);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(pair(i, left.get(i), right, rightPaths.getOrDefault(left.get(i).path(), -1), elsewhere, used));
        }
        for (int i = 0; i < right.size(); i++) {
            if (!used.contains(i)) {
                pairs.add(new Pair(-1, i, Kind.ONLY_RIGHT));
            }
        }
        return pairs;
    }

    private static Pair pair(int at, BodyLeaves.Leaf leaf, List<BodyLeaves.Leaf> right, int samePath,
            Map<String, Deque<Integer>> elsewhere, Set<Integer> used) {
        if (samePath >= 0 && used.add(samePath)) {
            boolean same = leaf.text().equals(right.get(samePath).text());
            return new Pair(at, samePath, same ? Kind.SAME : Kind.CHANGED);
        }
        Deque<Integer> others = elsewhere.get(leaf.text());
        if (samePath < 0 && others != null && !others.isEmpty()) {
            int other = others.poll();
            used.add(other);
            return new Pair(at, other, Kind.MOVED);
        }
        return new Pair(at, -1, Kind.ONLY_LEFT);
    }
}
