package cn.tongban.hub.source;

import cn.tongban.hub.support.HubException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a source waits before it tries its partner again. */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final String source;
    private final Duration longest;
    private Duration pause = FIRST;
    private String last = "";

    Patience(String source, Duration longest) {
        this.source = source;
        this.longest = longest;
    }

    void reset() {
        pause = FIRST;
        last = "";
    }

    void afterAlarm() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(longest.toMillis());
    }

    /** Logs a failure once, however often it comes again. */
    void afterFailure(Exception failure) throws InterruptedException {
        String what = what(failure);
        if (!what.equals(last)) {
            log.atWarn().addKeyValue("source", source)
                    .log("The partner of source {} cannot be read ({}); it is tried again until it can", source, what);
            log.debug("In full", failure);
            last = what;
        }
        Duration now = pause.compareTo(longest) > 0 ? longest : pause;
        pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        TimeUnit.MILLISECONDS.sleep(now.toMillis());
    }

    /** From the SQLSTATE, because a driver's sentence may name hosts, users and values. */
    private static String what(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "SQLSTATE " + sql.getSQLState();
            }
        }
        if (failure instanceof HubException known) {
            return known.code().code();
        }
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }
}
