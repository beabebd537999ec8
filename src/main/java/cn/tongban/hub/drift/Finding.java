package cn.tongban.hub.drift;

import java.time.Instant;

/**
 * What a merge finds out.
 *
 * @param place path of the field, {@code []} for the entries of an array
 * @param item the type or value it is about, empty for the field itself
 * @param was what was known, in words of the shape only
 * @param now what is there instead
 * @param count documents that show it
 */
record Finding(
        What what,
        DriftKind kind,
        String place,
        String item,
        String was,
        String now,
        Instant since,
        long count,
        Example example,
        String table) {
    /** What it does to the list of drifts. */
    enum What {
        /** It is new. */
        OPEN,
        /** What is open already was seen again. */
        AGAIN,
        /** It is as it was before. */
        OVER,
        /** The contract knows it by now. */
        DECLARED
    }
}
