package cn.tongban.hub.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that computes what is shown live, once a second, and tells everybody. Streams end before the server does. */
@Component
public final class Pulse implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final int MOST = 500;
    private static final int MOST_OF_ONE = 12;
    private static final long BEAT_MILLIS = 1000;

    private final ObjectMapper json;
    private final Clock clock;
    private final Places places = new Places(MOST, MOST_OF_ONE);
    private final List<Channel<?>> channels = new CopyOnWriteArrayList<>();
    private volatile ScheduledExecutorService thread = thread();
    private volatile boolean running;

    Pulse(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** @see Channel#Channel */
    public <K> Channel<K> channel(Supplier<? extends Map<String, ?>> picture, UnaryOperator<Set<K>> lasting) {
        Channel<K> channel = new Channel<>(picture, lasting, places, this::soon, json, clock);
        channels.add(channel);
        return channel;
    }

    @Override
    public void start() {
        if (thread.isShutdown()) {
            thread = thread();
        }
        running = true;
        thread.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService stopping = thread;
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(5, TimeUnit.SECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.forEach(Channel::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void soon() {
        try {
            thread.execute(this::beat);
        } catch (RejectedExecutionException e) {
            log.debug("The hub stops, nothing is told any more", e);
        }
    }

    private void beat() {
        for (Channel<?> channel : channels) {
            try {
                channel.beat();
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("A beat of what is shown live failed; the next one comes in a second");
            }
        }
    }

    private static ScheduledExecutorService thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "live");
            made.setDaemon(true);
            return made;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
