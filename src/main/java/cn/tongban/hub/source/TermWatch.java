package cn.tongban.hub.source;

import cn.tongban.hub.source.LeadershipRepository.Seat;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a term alive once a second, and interrupts its reader as soon as that fails. */
final class TermWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TermWatch.class);
    private static final long EACH_MILLIS = 1_000;

    private final String source;
    private final Seat seat;
    private final HeldTerm term;
    private final Thread reader;
    private final ScheduledExecutorService timer;

    TermWatch(String source, Seat seat, HeldTerm term, Thread reader) {
        this.source = source;
        this.seat = seat;
        this.term = term;
        this.reader = reader;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "source-term-" + source);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::renew, EACH_MILLIS, EACH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            if (seat.renew()) {
                return;
            }
            log.atWarn().addKeyValue("source", source).log("Another node reads {} now; this one stops", source);
        } catch (SQLException e) {
            log.atWarn().addKeyValue("source", source)
                    .log("The connection that holds the term of {} is lost; reading stops", source);
        }
        end();
    }

    private void end() {
        term.end(reader);
        timer.shutdown();
    }

    /** Called by the reader. From here on it is not interrupted any more; an interrupt that came first is taken back. */
    @Override
    public void close() {
        term.end();
        timer.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!timer.awaitTermination(15, TimeUnit.SECONDS)) {
                log.warn("The watch over {} hangs", source);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        log.debug("Term of {} is over, its reader {} woken", source, interrupted || Thread.interrupted() ? "was" : "was not");
    }
}
