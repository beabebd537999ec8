package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryQueries.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * How much came from each system and how much was for it, a minute, in the last five. The journal counts, so it is that of
 * all nodes; what is older than ten seconds is counted once, for nothing is committed later under an older id.
 */
@Component
public final class Rates {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final long SLOT_SECONDS = 5;
    private static final long SLOTS = WINDOW.toSeconds() / SLOT_SECONDS;
    private static final long OPEN_SLOTS = 2;

    private final Clock clock;
    private final Counter in;
    private final Counter out;
    private final Paced<Now> now;

    Rates(DeliveryQueries deliveries, Clock clock) {
        this.clock = clock;
        this.in = new Counter(since -> deliveries.recordedSince(since, SLOT_SECONDS));
        this.out = new Counter(since -> deliveries.addressedSince(since, SLOT_SECONDS));
        this.now = new Paced<>(Duration.ofSeconds(1), System::nanoTime, this::count);
    }

    /**
     * Messages a minute; systems without any are missing.
     *
     * @param in by who sent them
     * @param out by who gets them
     */
    public record Now(Map<String, Double> in, Map<String, Double> out) {}

    /** As of at most a few seconds ago. */
    public Now now() {
        return now.get();
    }

    private synchronized Now count() {
        long slot = clock.instant().getEpochSecond() / SLOT_SECONDS;
        return new Now(in.perMinute(slot), out.perMinute(slot));
    }

    /** Counts by slots of some seconds, so that only the newest are counted again. */
    private static final class Counter {
        private final Function<Instant, List<Slot>> query;
        private final TreeMap<Long, Map<String, Long>> slots = new TreeMap<>();
        private long settled = Long.MIN_VALUE;

        private Counter(Function<Instant, List<Slot>> query) {
            this.query = query;
        }

        Map<String, Double> perMinute(long slot) {
            long first = slot - SLOTS + 1;
            // A clock that was set back has counted what has not come yet.
            long from = settled > slot ? first : Math.max(first, settled);
            List<Slot> counted = query.apply(Instant.ofEpochSecond(from * SLOT_SECONDS));
            slots.tailMap(from, true).clear();
            slots.headMap(first, false).clear();
            counted.forEach(row -> slots.computeIfAbsent(row.slot(), n -> new HashMap<>())
                    .merge(row.name(), row.count(), Long::sum));
            settled = slot - OPEN_SLOTS + 1;
            Map<String, Double> sums = new HashMap<>();
            slots.values().forEach(names -> names.forEach((name, count) ->
                    sums.merge(name, count / (double) WINDOW.toMinutes(), Double::sum)));
            return sums;
        }
    }
}
