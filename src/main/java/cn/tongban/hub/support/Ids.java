package cn.tongban.hub.support;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered UUIDs (RFC 9562, version 7). The first 48 bits are the milliseconds of the recording time, so a table
 * partitioned by month on such an id needs no second column, and a day is a range of ids.
 */
public final class Ids {
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** A new id for {@code at}; ids of one process grow also within a millisecond. */
    public static UUID next(Instant at) {
        long wanted = at.toEpochMilli() << 12;
        long stamp = LAST.updateAndGet(last -> last >> 12 == wanted >> 12 ? last + 1 : wanted);
        long high = (stamp >> 12 << 16) | 0x7000L | (stamp & 0xFFFL);
        long low = (ThreadLocalRandom.current().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The smallest id that {@link #next} can give for {@code at}: a bound for ranges and partitions. */
    public static UUID lowest(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0L);
    }

    /** The instant inside an id made by {@link #next}, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
