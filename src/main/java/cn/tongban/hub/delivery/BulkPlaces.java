package cn.tongban.hub.delivery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Half of a destination's workers for what takes minutes, so that the other half goes on with what takes milliseconds.
 * What finds no place waits here and not in a worker.
 */
final class BulkPlaces implements Executor {
    private final Executor workers;
    private final int places;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int taken;

    BulkPlaces(Executor workers, int concurrency) {
        this.workers = workers;
        this.places = Math.max(1, concurrency / 2);
    }

    /** Materials travel as long as their bytes need. */
    static boolean isBulk(String type) {
        return type.startsWith("material.");
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (taken == places) {
                waiting.add(task);
                return;
            }
            taken++;
        }
        start(task);
    }

    private void start(Runnable task) {
        workers.execute(() -> {
            try {
                task.run();
            } finally {
                next();
            }
        });
    }

    private void next() {
        Runnable task;
        synchronized (this) {
            task = waiting.poll();
            if (task == null) {
                taken--;
                return;
            }
        }
        start(task);
    }
}
