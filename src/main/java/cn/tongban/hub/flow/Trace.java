package cn.tongban.hub.flow;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in the trace of its sender (W3C Trace Context, version 00).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param flags 2 hex digits
 */
record Trace(String traceId, String spanId, String flags) {
    static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * The caller's trace if it is well-formed, else a new one.
     *
     * @param traceId the id under which the request is logged already, null if there is none
     */
    static Trace accept(@Nullable String traceparent, @Nullable String traceId) {
        if (traceparent == null || traceparent.length() != 55 || !FORM.matcher(traceparent).matches()) {
            return new Trace(traceId == null ? hex() + hex() : traceId, hex(), "01");
        }
        return new Trace(traceparent.substring(3, 35), traceparent.substring(36, 52), traceparent.substring(53));
    }

    /** The trace of a message that is on its way out: its id leads from the partner's log to the journal. */
    static Trace of(UUID messageId) {
        HexFormat hex = HexFormat.of();
        return new Trace(
                hex.toHexDigits(messageId.getMostSignificantBits()) + hex.toHexDigits(messageId.getLeastSignificantBits()),
                hex(),
                "01");
    }

    /** The header value for the next call: same trace, new span. */
    String next() {
        return "00-" + traceId + "-" + hex() + "-" + flags;
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String hex() {
        long random = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
    }
}
