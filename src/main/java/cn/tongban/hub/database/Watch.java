package cn.tongban.hub.database;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at database and disk on a schedule, each on a thread of its own: one that hangs does not blind the other. */
final class Watch implements AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "hub-watch");
        thread.setDaemon(true);
        return thread;
    });

    Watch(DatabaseMonitor database, DiskSpace storage) {
        threads.scheduleWithFixedDelay(database::look, 0, 1, TimeUnit.SECONDS);
        threads.scheduleWithFixedDelay(storage::look, 5, 5, TimeUnit.SECONDS);
    }

    /** Lets a look that is under way come to its end: cut off, it would report a database that is not away. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
