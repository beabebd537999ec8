package cn.tongban.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences of two documents. Lists are compared without what is equal in both, so that one new entry is one difference. */
final class TreeDiff {
    private static final int MOST = 200;
    /** Longer lists are compared place by place: finding each entry in the other list costs the square of their length. */
    private static final int LONGEST = 500;

    private final List<Found> found = new ArrayList<>();

    private TreeDiff() {}

    /**
     * One difference.
     *
     * @param field pointer with {@code *} for positions in lists
     * @param before pointer into the first document, empty string for all of it; null when it is not there
     * @param after pointer into the second one
     */
    record Found(String field, Kind kind, String before, String after) {}

    /** At most 200; empty when both are equal. */
    static List<Found> between(JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return List.of();
        }
        TreeDiff diff = new TreeDiff();
        diff.compare("", "", before, "", after);
        return diff.found;
    }

    private void compare(String field, String beforeAt, JsonNode before, String afterAt, JsonNode after) {
        if (found.size() >= MOST || same(before, after)) {
            return;
        }
        if (before.isMissingNode() || after.isMissingNode()) {
            found.add(new Found(field, before.isMissingNode() ? Kind.APPEARED : Kind.VANISHED, beforeAt, afterAt));
        } else if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String step = "/" + name.replace("~", "~0").replace("/", "~1");
                compare(field + step, beforeAt + step, before.path(name), afterAt + step, after.path(name));
            }
        } else if (before.isArray() && after.isArray()) {
            lists(field, beforeAt, before, afterAt, after);
        } else {
            found.add(new Found(field, Kind.CHANGED, beforeAt, afterAt));
        }
    }

    private void lists(String field, String beforeAt, JsonNode before, String afterAt, JsonNode after) {
        List<Integer> left = positions(before);
        List<Integer> right = positions(after);
        boolean looking = before.size() <= LONGEST && after.size() <= LONGEST;
        left.removeIf(i -> {
            for (int j = 0; looking && j < right.size(); j++) {
                if (same(before.get(i), after.get(right.get(j)))) {
                    right.remove(j);
                    return true;
                }
            }
            return false;
        });
        if (left.isEmpty() && right.isEmpty()) {
            found.add(new Found(field + "@order", Kind.CHANGED, beforeAt, afterAt));
        }
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String one = i < left.size() ? beforeAt + "/" + left.get(i) : beforeAt + "/" + before.size();
            String two = i < right.size() ? afterAt + "/" + right.get(i) : afterAt + "/" + after.size();
            compare(field + "/*", one, i < left.size() ? before.get(left.get(i)) : before.path(before.size()),
                    two, i < right.size() ? after.get(right.get(i)) : after.path(after.size()));
        }
    }

    private static List<Integer> positions(JsonNode list) {
        List<Integer> positions = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            positions.add(i);
        }
        return positions;
    }

    /** Numbers by what they look like on the wire, whatever their type in the tree. */
    private static boolean same(JsonNode before, JsonNode after) {
        if (before.isNumber() && after.isNumber()) {
            return before.asText().equals(after.asText());
        }
        return before.equals(after);
    }
}
