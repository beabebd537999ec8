package cn.tongban.hub.flow;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every log line of one message carries; as before when the scope closes, so that a pooled thread keeps nothing. */
final class LogScope implements AutoCloseable {
    static final String TRACE = "traceId";
    private static final String CASE = "caseNo";
    private static final String MESSAGE = "messageId";
    private static final String ROUTE = "routeId";

    private final @Nullable String outerTrace;

    private LogScope(@Nullable String outerTrace) {
        this.outerTrace = outerTrace;
    }

    static LogScope open(Trace trace, String routeId) {
        LogScope scope = new LogScope(MDC.get(TRACE));
        MDC.put(TRACE, trace.traceId());
        MDC.put(ROUTE, routeId);
        return scope;
    }

    /** The open scope is now known to be about this message. */
    static void message(String caseNo, String messageId) {
        MDC.put(CASE, caseNo);
        MDC.put(MESSAGE, messageId);
    }

    @Override
    public void close() {
        if (outerTrace == null) {
            MDC.remove(TRACE);
        } else {
            MDC.put(TRACE, outerTrace);
        }
        MDC.remove(CASE);
        MDC.remove(MESSAGE);
        MDC.remove(ROUTE);
    }
}
