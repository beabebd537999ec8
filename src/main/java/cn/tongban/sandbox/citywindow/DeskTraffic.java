package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Workers;
import cn.tongban.sandbox.wire.WireAnswer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Light traffic for looking at: one case after the other until stopped. A case without an answer is handed in again. */
final class DeskTraffic {
    private final Desk desk;
    private final ScheduledExecutorService timer = Workers.named("desk-traffic", 1);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private @Nullable ScheduledFuture<?> running;

    DeskTraffic(Desk desk) {
        this.desk = desk;
    }

    /** Begins with the synthetic case {@code first}; traffic that runs already is replaced. */
    synchronized void start(int perSecond, long first) {
        stop();
        AtomicLong next = new AtomicLong(first);
        long period = TimeUnit.SECONDS.toMicros(1) / Math.max(1, perSecond);
        running = timer.scheduleAtFixedRate(() -> one(next), 0, period, TimeUnit.MICROSECONDS);
    }

    synchronized void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    synchronized boolean isRunning() {
        return running != null;
    }

    long sent() {
        return sent.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    private void one(AtomicLong next) {
        WireAnswer kept = desk.submit(Json.object().put("n", next.get()));
        sent.incrementAndGet();
        int status = Json.read(kept.body()).path("status").asInt();
        if (status >= 200 && status < 300) {
            acknowledged.incrementAndGet();
        }
        if (status != 0 && status != 503) {
            next.incrementAndGet();
        }
    }
}
