package cn.tongban.sandbox;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Who does what a simulated system does by itself. */
public final class Workers {
    private Workers() {}

    /** So many threads of this name; they do not keep the process alive. */
    public static ScheduledExecutorService named(String name, int count) {
        return new ScheduledThreadPoolExecutor(count, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
