package cn.tongban.sandbox.wire;

import java.time.Duration;

/**
 * How an answer leaves, or does not.
 *
 * @param pause before the answer, or between the bytes of {@link Kind#DRIP}
 */
public record Manner(Kind kind, Duration pause) {
    /** As it should be. */
    public static final Manner WHOLE = new Manner(Kind.WHOLE, Duration.ZERO);

    /** The ways. */
    public enum Kind {
        /** The whole answer. */
        WHOLE,
        /** The connection is closed without a byte. */
        NOTHING,
        /** The connection stays open and nothing ever comes. */
        NEVER,
        /** Half of the body, then a TCP reset. */
        RESET_HALFWAY,
        /** Half of the announced body, then an orderly close. */
        CUT_SHORT,
        /** One byte per pause: the connection is held as long as the peer has patience. */
        DRIP
    }

    public static Manner of(Kind kind) {
        return new Manner(kind, Duration.ZERO);
    }
}
