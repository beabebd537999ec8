package cn.tongban.hub.drift;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The one thread of a node that looks at documents, and now and then brings what it saw into the database. */
final class DriftWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DriftWorker.class);
    private static final long LOOK_MILLIS = 200;
    private static final long STOP_SECONDS = 5;

    private final SightingQueue queue;
    private final Learner learner;
    private final Drifts drifts;
    private final Duration merge;
    private ScheduledExecutorService thread = stopped();

    DriftWorker(SightingQueue queue, Learner learner, Drifts drifts, Duration merge) {
        this.queue = queue;
        this.learner = learner;
        this.drifts = drifts;
        this.merge = merge;
    }

    @Override
    public void start() {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "hub-drift");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::merge, merge.toMillis(), merge.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        queue.drain(sighting -> {
            try {
                learner.learn(sighting);
            } catch (RuntimeException e) {
                // Nothing depends on it, so the next one is looked at; the document itself must not get into the log.
                log.atWarn().addKeyValue("subject", sighting.subject()).addKeyValue("kind", e.getClass().getSimpleName())
                        .log("A document was not looked at");
            }
        });
    }

    private void merge() {
        look();
        for (Map.Entry<Stream, StreamSample> one : learner.take().entrySet()) {
            try {
                drifts.merge(one.getKey(), one.getValue());
            } catch (DataAccessException | TransactionException e) {
                // A sample less; the next one is as good.
                log.debug("What was seen is not kept, the database does not take it", e);
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("subject", one.getKey().subject()).setCause(e).log("What was seen is not kept");
            }
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService ending = thread;
        thread = stopped();
        ending.execute(this::merge);
        ending.shutdown();
        try {
            ending.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return !thread.isShutdown();
    }

    private static ScheduledExecutorService stopped() {
        ScheduledExecutorService none = new ScheduledThreadPoolExecutor(0);
        none.shutdown();
        return none;
    }
}
