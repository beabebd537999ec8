package cn.tongban.hub.source;

import cn.tongban.hub.source.LeadershipRepository.Seat;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stands for election for one source, lets the adapter read while the term lasts, and stands again. A second thread
 * keeps the term alive and ends it at once when the connection behind it is gone.
 */
final class SourceRunner {
    private static final Logger log = LoggerFactory.getLogger(SourceRunner.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String source;
    private final SourceAdapter adapter;
    private final LeadershipRepository leadership;
    private final SourceRepository sources;
    private final SourceBoard board;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable HeldTerm held;
    private Duration pause = AGAIN;

    SourceRunner(String source, SourceAdapter adapter, LeadershipRepository leadership, SourceRepository sources,
            SourceBoard board) {
        this.source = source;
        this.adapter = adapter;
        this.leadership = leadership;
        this.sources = sources;
        this.board = board;
        this.thread = new Thread(this::run, "source-" + source);
    }

    void start() {
        thread.start();
    }

    /** Lets a batch that is under way come to its end, and asks the adapter to end; {@link #awaitEnd} waits for it. */
    void stop() {
        stopping = true;
        HeldTerm term = held;
        if (term != null) {
            term.finish(thread);
        } else {
            thread.interrupt();
        }
    }

    /** False when the adapter still runs. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
        return !thread.isAlive();
    }

    private void run() {
        while (!stopping) {
            try {
                board.state(SourceState.STANDBY);
                stand();
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                log.debug("Source {} was interrupted", source);
            }
        }
        board.forget();
        board.state(SourceState.STANDBY);
    }

    private void stand() throws InterruptedException {
        try {
            Optional<Seat> seat = leadership.stand(source);
            if (seat.isPresent()) {
                try (Seat held = seat.get()) {
                    serve(held);
                }
            }
        } catch (SQLException e) {
            log.debug("No election for source {}, the database is away", source, e);
        }
    }

    private void serve(Seat seat) throws InterruptedException {
        HeldTerm term = new HeldTerm(source, seat.epoch(), sources, board);
        log.atInfo().addKeyValue("source", source).log("This node reads {} in term {}", source, term.epoch());
        long begun = System.nanoTime();
        try (TermWatch watch = new TermWatch(source, seat, term, thread)) {
            held = term;
            if (!stopping) {
                read(term);
            }
            pause = AGAIN;
        } catch (TermOver e) {
            log.atInfo().addKeyValue("source", source).log("{}; standing again", e.getMessage());
        } catch (RuntimeException e) {
            if (isOfTheDatabase(e)) {
                log.atWarn().addKeyValue("source", source).setCause(e)
                        .log("The database failed source {}; it goes on where it stood", source);
                return;
            }
            term.raise(SourceAlarm.ADAPTER_FAILED, e.getClass().getSimpleName());
            pause = longer(begun);
            log.atError().addKeyValue("source", source).setCause(e)
                    .log("Source {} failed; it goes on where it stood in {}", source, pause);
        } finally {
            held = null;
            board.forget();
        }
    }

    /** What breaks once the term is over, such as a call that was cut by the wake-up, is the end of it and nobody's fault. */
    private void read(HeldTerm term) throws InterruptedException {
        try {
            adapter.run(term);
        } catch (RuntimeException e) {
            if (term.held()) {
                throw e;
            }
            log.debug("The reader of {} was cut by the end of its term", source, e);
            throw new TermOver(source, term.epoch());
        }
    }

    /** The hub's own database, whichever part of the flow met its failure: neither source nor bundle is to blame. */
    private static boolean isOfTheDatabase(RuntimeException e) {
        return e instanceof DataAccessException || e instanceof TransactionException
                || e instanceof HubException hub && hub.code() == ErrorCode.DATABASE_UNAVAILABLE;
    }

    /** A term that lasted has earned a fresh start. */
    private Duration longer(long begunNanos) {
        if (System.nanoTime() - begunNanos > LONGEST.toNanos()) {
            return AGAIN;
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
