package cn.tongban.sandbox;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

/** Who does what a simulated system does by itself. */
public final class Workers {
    private Workers() {}

    /** Holds the caller's thread up, as a slow system does. */
    public static void pause(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long rest = pause.toNanos(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** So many threads of this name; they do not keep the process alive. */
    public static ScheduledExecutorService named(String name, int count) {
        return new ScheduledThreadPoolExecutor(count, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
