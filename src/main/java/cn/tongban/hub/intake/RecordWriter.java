package cn.tongban.hub.intake;

import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what callers want recorded and commits it in groups. While one group waits for its fsync the next one grows,
 * so the group's size follows the load; two writers keep the database busy meanwhile.
 */
final class RecordWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);
    static final int WRITERS = 2;
    static final int GROUP = 64;
    private static final int WAITING = 4096;

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
    private final GroupRunner runner;
    private final Consumer<Set<String>> wake;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** @param wake told, after each commit, which destinations have something new to do */
    RecordWriter(GroupRunner runner, Consumer<Set<String>> wake) {
        this.runner = runner;
        this.wake = wake;
        for (int i = 0; i < WRITERS; i++) {
            Thread thread = new Thread(this::work, "record-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** @throws cn.tongban.hub.support.HubException OVERLOADED, DATABASE_UNAVAILABLE or STOPPING: nothing will be stored */
    void submit(Pending pending) {
        if (stopping) {
            throw Recorder.later(ErrorCode.STOPPING);
        }
        if (runner.databaseAway()) {
            throw Recorder.later(ErrorCode.DATABASE_UNAVAILABLE);
        }
        if (!queue.offer(pending)) {
            throw Recorder.later(ErrorCode.OVERLOADED);
        }
    }

    /** Commits what was submitted, then ends the threads. */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(15).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        List<Pending> group = new ArrayList<>(GROUP);
        while (!stopping || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, GROUP - 1);
                    wake.accept(runner.run(group));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error("A group of {} messages could not be recorded; their senders got no acknowledgement",
                        group.size(), e);
                group.forEach(p -> p.answer.completeExceptionally(e));
            } finally {
                group.clear();
            }
        }
    }
}
