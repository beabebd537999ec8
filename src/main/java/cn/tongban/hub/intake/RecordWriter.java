package cn.tongban.hub.intake;

import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what callers want recorded and commits it in groups. While one group waits for its fsync the next one grows,
 * so the group's size follows the load. A second writer helps when half a group waits or the first one is held up: two
 * half groups at once would cost nearly twice as much as a whole one.
 */
final class RecordWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);
    static final int GROUP = 64;
    private static final int ENOUGH_FOR_TWO = GROUP / 2;
    private static final Duration HELD_UP = Duration.ofMillis(50);
    private static final int WAITING = 4096;

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
    private final GroupRunner runner;
    private final BatchCommit batches;
    private final Consumer<Set<String>> wake;
    private final List<Thread> threads = new ArrayList<>();
    private final Thread helper;
    private volatile boolean stopping;

    /** @param wake told, after each commit, which destinations have something new to do */
    RecordWriter(GroupRunner runner, BatchCommit batches, Consumer<Set<String>> wake) {
        this.runner = runner;
        this.batches = batches;
        this.wake = wake;
        start("record", this::await);
        helper = start("record-helper", this::awaitNeed);
    }

    private Thread start(String name, Waiting waiting) {
        Thread thread = new Thread(() -> work(waiting), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Gives the first member of the next group, or null to look again. */
    private interface Waiting {
        @Nullable Pending next() throws InterruptedException;
    }

    private @Nullable Pending await() throws InterruptedException {
        return queue.poll(200, TimeUnit.MILLISECONDS);
    }

    private @Nullable Pending awaitNeed() {
        LockSupport.parkNanos(HELD_UP.toNanos());
        return queue.poll();
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
        if (queue.size() >= ENOUGH_FOR_TWO) {
            LockSupport.unpark(helper);
        }
    }

    /** Commits a source's batch on the caller's thread; see {@link BatchCommit#commit}. */
    Map<Pending, Fate> together(List<Pending> batch, Consumer<Map<Pending, Fate>> within) {
        if (stopping) {
            throw Recorder.later(ErrorCode.STOPPING);
        }
        GroupCommit.Result result = batches.commit(batch, within);
        wake.accept(result.destinations());
        return result.answers();
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

    private void work(Waiting waiting) {
        List<Pending> group = new ArrayList<>(GROUP);
        while (!stopping || !queue.isEmpty()) {
            try {
                Pending first = waiting.next();
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
