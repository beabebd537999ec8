package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of Debezium. Its threads only carry: a batch waits here until the source's own thread has committed it, and the
 * slot is confirmed afterwards. So nothing that Debezium interrupts on its way out can cut a commit.
 */
final class CdcEngine implements AutoCloseable, ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private static final Logger log = LoggerFactory.getLogger(CdcEngine.class);
    private static final long END_SECONDS = 30;

    private final SynchronousQueue<Batch> batches = new SynchronousQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private volatile @Nullable Throwable failure;

    private CdcEngine(String source, Partner partner, TableSource settings, long lsn) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(CdcSettings.of(source, partner, settings, lsn))
                .using(CdcEngine.class.getClassLoader())
                .using((success, message, error) -> ended(error))
                .notifying(this)
                .build();
    }

    /** The records of one batch; {@link #done} lets Debezium confirm them. */
    record Batch(List<SourceRecord> records, CompletableFuture<Void> outcome) {
        void done() {
            outcome.complete(null);
        }
    }

    static CdcEngine start(String source, Partner partner, TableSource settings, long lsn) {
        CdcEngine started = new CdcEngine(source, partner, settings, lsn);
        Thread thread = new Thread(started.engine, "source-engine-" + source);
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /**
     * The next batch; empty when none came in time.
     *
     * @throws EngineEnded when there will be none any more
     */
    Optional<Batch> next(long millis) throws InterruptedException, EngineEnded {
        Batch batch = batches.poll(millis, TimeUnit.MILLISECONDS);
        if (batch == null && ended.getCount() == 0) {
            throw new EngineEnded(failure);
        }
        return Optional.ofNullable(batch);
    }

    @Override
    public void handleBatch(List<RecordChangeEvent<SourceRecord>> events,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        Batch batch = new Batch(events.stream().map(RecordChangeEvent::record).toList(), new CompletableFuture<>());
        batches.put(batch);
        try {
            batch.outcome().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch is done or never comes back", e);
        }
        for (RecordChangeEvent<SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private void ended(@Nullable Throwable error) {
        failure = error;
        ended.countDown();
    }

    /**
     * Returns when it has let go of the slot, or half a minute later. Debezium ends in a thread that nobody interrupts: whoever
     * closes may be woken since the term is over, and an interrupt would cut its way out short. Then its reader lives on and
     * holds the slot for ever.
     */
    @Override
    public void close() {
        Thread end = new Thread(this::end, Thread.currentThread().getName() + "-end");
        end.setDaemon(true);
        end.start();
        boolean interrupted = false;
        while (end.isAlive()) {
            try {
                end.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        try {
            do {
                tryToClose();
            } while (!ended.await(200, TimeUnit.MILLISECONDS) && System.nanoTime() < patience);
        } catch (InterruptedException e) {
            log.warn("Interrupted on the way out, which nobody does", e);
        }
    }

    private void tryToClose() {
        try {
            engine.close();
        } catch (IOException | IllegalStateException e) {
            // It cannot be closed while its task starts, or closes already.
            log.debug("Not closed yet: {}", e.getMessage());
        }
    }

    /** Debezium stopped by itself. */
    static final class EngineEnded extends Exception {
        private static final long serialVersionUID = 1L;

        EngineEnded(@Nullable Throwable cause) {
            super("the engine ended", cause);
        }
    }
}
