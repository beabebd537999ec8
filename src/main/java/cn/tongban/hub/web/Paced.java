package cn.tongban.hub.web;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A figure that costs the database something. However many ask, it is counted by one of them at a time, at most so often,
 * and for at most a tenth of the time; who asks meanwhile gets the one before.
 */
final class Paced<T> {
    private static final long SHARE = 10;

    private final Supplier<T> count;
    private final long leastNanos;
    private final LongSupplier nanos;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted<T> last;

    private record Counted<T>(T value, long goodUntil) {}

    Paced(Duration least, LongSupplier nanos, Supplier<T> count) {
        this.leastNanos = least.toNanos();
        this.nanos = nanos;
        this.count = count;
    }

    /** The figure as it was a moment ago. */
    T get() {
        Counted<T> known = last;
        if (known != null && (nanos.getAsLong() - known.goodUntil() < 0 || counting.isLocked())) {
            return known.value();
        }
        counting.lock();
        try {
            Counted<T> meanwhile = last;
            return meanwhile != null && nanos.getAsLong() - meanwhile.goodUntil() < 0 ? meanwhile.value() : fresh();
        } finally {
            counting.unlock();
        }
    }

    /** Counted now. */
    T fresh() {
        long begun = nanos.getAsLong();
        T value = count.get();
        long now = nanos.getAsLong();
        last = new Counted<>(value, now + Math.max(leastNanos, (now - begun) * SHARE));
        return value;
    }
}
