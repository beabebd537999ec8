package cn.tongban.hub.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts differences by place and kind, for many threads. Of each a few examples are kept: those recorded last. */
final class Tally {
    private static final int EXAMPLES = 3;
    private static final int MOST = 2_000;

    private final Map<Spot, Group> groups = new ConcurrentHashMap<>();
    private final LongAdder beyond = new LongAdder();

    private static final class Group {
        final LongAdder messages = new LongAdder();
        final List<Finding.Example> examples = new ArrayList<>(EXAMPLES + 1);

        synchronized void offer(UUID id, Supplier<Finding.Example> example) {
            boolean full = examples.size() == EXAMPLES;
            if (full && examples.get(EXAMPLES - 1).id().compareTo(id) >= 0) {
                return;
            }
            examples.add(example.get());
            examples.sort(Comparator.comparing(Finding.Example::id).reversed());
            if (full) {
                examples.remove(EXAMPLES);
            }
        }
    }

    void add(Spot spot, UUID id, Supplier<Finding.Example> example) {
        Group group = groups.get(spot);
        if (group == null) {
            if (groups.size() >= MOST) {
                beyond.increment();
                return;
            }
            group = groups.computeIfAbsent(spot, any -> new Group());
        }
        group.messages.increment();
        group.offer(id, example);
    }

    /** By place. */
    List<Finding> findings() {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Finding(entry.getKey().where(), entry.getKey().field(), entry.getKey().kind(),
                        entry.getValue().messages.sum(), List.copyOf(entry.getValue().examples)))
                .toList();
    }

    /** Differences at more places than are kept apart. */
    long beyond() {
        return beyond.sum();
    }
}
