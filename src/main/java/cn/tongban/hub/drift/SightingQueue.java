package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Observed;
import cn.tongban.hub.flow.Sighting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes sightings from the threads of messages without a lock and without waiting: so many a second of each stream, for a
 * sample says as much as all of them, and none when it is full.
 */
final class SightingQueue implements Observed {
    private static final int MOST = 1000;
    private static final int MOST_BYTES = 8 << 20;
    private static final int LARGEST = 256 << 10;
    private static final int PER_SECOND = 20;
    private static final int MOST_STREAMS = 500;
    private static final int COUNT_BITS = 16;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final Queue<Sighting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();
    private final Map<Budget, AtomicLong> budgets = new ConcurrentHashMap<>();
    private final Counter dropped;

    /** What was refused has a budget of its own: it is what a change looks like. */
    private record Budget(Stream stream, boolean refused) {}

    SightingQueue(MeterRegistry meters) {
        this.dropped = Counter.builder("hub.drift.dropped")
                .description("Documents that were not looked at because too many were waiting").register(meters);
    }

    @Override
    public void seen(Sighting sighting) {
        if (sighting.size() > LARGEST || !withinBudget(sighting)) {
            return;
        }
        if (waiting.get() >= MOST || bytes.get() + sighting.size() > MOST_BYTES) {
            dropped.increment();
            return;
        }
        waiting.incrementAndGet();
        bytes.addAndGet(sighting.size());
        queue.add(sighting);
    }

    void drain(Consumer<Sighting> to) {
        for (Sighting next = queue.poll(); next != null; next = queue.poll()) {
            waiting.decrementAndGet();
            bytes.addAndGet(-next.size());
            to.accept(next);
        }
    }

    private boolean withinBudget(Sighting sighting) {
        Budget key = new Budget(Stream.of(sighting), sighting.refused() != null);
        AtomicLong budget = budgets.get(key);
        if (budget == null) {
            if (budgets.size() >= MOST_STREAMS) {
                return false;
            }
            budget = budgets.computeIfAbsent(key, any -> new AtomicLong());
        }
        long second = sighting.at().getEpochSecond();
        long used = budget.get();
        long next = used >>> COUNT_BITS == second ? used + 1 : second << COUNT_BITS | 1;
        // Who loses the race is left out of the sample; nobody tries again.
        return (next & COUNT) <= PER_SECOND && budget.compareAndSet(used, next);
    }
}
