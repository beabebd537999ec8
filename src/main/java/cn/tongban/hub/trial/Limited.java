package cn.tongban.hub.trial;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what strangers wrote for a bounded time. What does not end is left behind on a thread of its own, interrupted, and
 * the next work gets another thread.
 */
final class Limited implements AutoCloseable {
    private ExecutorService thread = start();

    /** It took too long, or broke in a way that nobody foresaw; the message is for people. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    <T> T run(Duration limit, Callable<T> work) throws Broken {
        Future<T> running = thread.submit(work);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.shutdownNow();
            thread = start();
            throw new Broken("it took longer than " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            // StackOverflowError and the like: its own thread bore it.
            throw new Broken("it broke with " + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new Broken("it was interrupted");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static ExecutorService start() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread one = new Thread(work, "bundle-trial");
            one.setDaemon(true);
            return one;
        });
    }
}
