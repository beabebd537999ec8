package cn.tongban.hub.delivery;

import java.util.function.LongSupplier;

/** A token bucket that holds one second's worth of requests at most. Used by one thread. */
final class RateCap {
    private int perSecond;
    private final LongSupplier nanos;
    private double tokens;
    private long last;

    RateCap(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.tokens = Math.max(1, perSecond / 10.0);
        this.last = nanos.getAsLong();
    }

    /** From now on this cap holds; 0 is none. */
    void limit(int now) {
        if (now != perSecond) {
            perSecond = now;
            tokens = Math.max(1, now / 10.0);
            last = nanos.getAsLong();
        }
    }

    /** How many of {@code wanted} fit under the cap now. */
    int allow(int wanted) {
        if (perSecond == 0) {
            return wanted;
        }
        long now = nanos.getAsLong();
        tokens = Math.min(Math.max(1, perSecond), tokens + (now - last) / 1e9 * perSecond);
        last = now;
        return (int) Math.min(wanted, Math.floor(tokens));
    }

    void take(int count) {
        tokens -= perSecond == 0 ? 0 : count;
    }
}
