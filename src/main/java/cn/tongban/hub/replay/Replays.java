package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays that run on this node, one at a time; the last few can be asked for. They end with the process. */
public final class Replays implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final int KEPT = 20;

    private final TimeMachine machine;
    private final Clock clock;
    private final ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "hub-replays");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private final Map<UUID, Job> jobs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Job> eldest) {
            return size() > KEPT;
        }
    };
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    Replays(TimeMachine machine, Clock clock) {
        this.machine = machine;
        this.clock = clock;
    }

    /** How a replay stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * @param report once it is done
     * @param code why it failed, an error code; empty otherwise
     */
    public record Status(UUID id, String candidate, Instant since, State state, Report.Counts progress,
            @Nullable Report report, String code) {}

    private static final class Job {
        final UUID id;
        final String candidate;
        final Instant since;
        final ReplayRun run;
        volatile State state = State.RUNNING;
        volatile @Nullable Report report;
        volatile String code = "";

        Job(UUID id, String candidate, Instant since, ReplayRun run) {
            this.id = id;
            this.candidate = candidate;
            this.since = since;
            this.run = run;
        }

        Status status() {
            return new Status(id, candidate, since, state, run.progress(), report, code);
        }
    }

    /**
     * Starts one.
     *
     * @throws HubException NOT_POSSIBLE_NOW while another one runs
     */
    public Status start(BundleFiles candidate, Period period, boolean all) {
        if (!busy.compareAndSet(false, true)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "a replay runs");
        }
        Instant now = clock.instant();
        Job job = new Job(Ids.next(now), candidate.digest(), now, machine.against(candidate, all));
        synchronized (jobs) {
            jobs.put(job.id, job);
        }
        runner.execute(() -> run(job, period));
        return job.status();
    }

    private void run(Job job, Period period) {
        try {
            job.report = machine.run(job.run, period, counts -> {
                if (closed) {
                    throw new HubException(ErrorCode.STOPPING);
                }
            });
            job.state = State.DONE;
        } catch (HubException e) {
            job.code = e.code().code();
            job.state = State.FAILED;
        } catch (RuntimeException e) {
            log.error("Replay {} failed", job.id, e);
            job.code = ErrorCode.INTERNAL.code();
            job.state = State.FAILED;
        } finally {
            busy.set(false);
        }
    }

    public Optional<Status> find(UUID id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id)).map(Job::status);
        }
    }

    @Override
    public void close() {
        closed = true;
        runner.shutdown();
    }
}
