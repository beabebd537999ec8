package cn.tongban.hub.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The term of one reader, with what it reports of itself. */
final class HeldTerm implements Term {
    private static final Logger log = LoggerFactory.getLogger(HeldTerm.class);

    private static final long PATIENCE_SECONDS = 10;
    /** What is wrong all the time is written once in a while. */
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String source;
    private final long epoch;
    private final SourceRepository sources;
    private final SourceBoard board;
    private final ReentrantLock work = new ReentrantLock();
    private final Map<String, Long> raised = new ConcurrentHashMap<>();
    private final Set<SourceAlarm> cleared = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    HeldTerm(String source, long epoch, SourceRepository sources, SourceBoard board) {
        this.source = source;
        this.epoch = epoch;
        this.sources = sources;
        this.board = board;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public Optional<String> position() {
        return sources.position(source);
    }

    @Override
    public void checkpoint(String position) {
        if (over || !sources.checkpoint(source, epoch, position)) {
            end();
            throw new TermOver(source, epoch);
        }
    }

    @Override
    public boolean held() {
        return !over;
    }

    @Override
    public void undisturbed(Runnable piece) {
        work.lock();
        try {
            piece.run();
        } finally {
            work.unlock();
        }
    }

    /** It is lost: nothing more counts from now on. Wakes the reader as soon as no piece of work is cut by that. */
    void end(Thread reader) {
        end();
        finish(reader);
    }

    /** It is given up: what is under way may still be committed. */
    void finish(Thread reader) {
        boolean idle = false;
        try {
            idle = work.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
        reader.interrupt();
        if (idle) {
            work.unlock();
        }
    }

    void end() {
        over = true;
    }

    @Override
    public void tell(SourceState state) {
        board.state(state);
    }

    @Override
    public void raise(SourceAlarm alarm, String subject) {
        board.raised(alarm, subject);
        cleared.remove(alarm);
        Long before = raised.get(alarm.code() + subject);
        if (before != null && System.nanoTime() - before < AGAIN_NANOS) {
            return;
        }
        try {
            raised.put(alarm.code() + subject, System.nanoTime());
            if (sources.raise(source, alarm, subject)) {
                log.atWarn().addKeyValue("source", source).addKeyValue("alarm", alarm.code())
                        .log("Alarm {} of source {}: {}", alarm.code(), source, subject);
            }
        } catch (DataAccessException e) {
            log.atWarn().addKeyValue("source", source)
                    .log("Alarm {} of source {}: {}; not stored, the database is away", alarm.code(), source, subject);
        }
    }

    @Override
    public void clear(SourceAlarm alarm) {
        board.cleared(alarm);
        if (!cleared.add(alarm)) {
            return;
        }
        raised.keySet().removeIf(key -> key.startsWith(alarm.code()));
        try {
            if (sources.clear(source, alarm) > 0) {
                log.atInfo().addKeyValue("source", source).log("Alarm {} of source {} is over", alarm.code(), source);
            }
        } catch (DataAccessException e) {
            cleared.remove(alarm);
            log.debug("An alarm stays in the list, the database is away", e);
        }
    }

    @Override
    public void measured(Duration behind, long bytes) {
        board.measured(behind, bytes);
    }
}
