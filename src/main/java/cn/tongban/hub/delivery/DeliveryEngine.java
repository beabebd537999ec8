package cn.tongban.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** All destinations of this node. */
public final class DeliveryEngine implements SmartLifecycle {
    /** After the web server on start, before it on stop: receipts are written while the database is still there. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

    private final Map<String, DestinationPump> pumps = new LinkedHashMap<>();
    private volatile boolean running;

    DeliveryEngine(Collection<DeliveryPolicy> policies, LaneTurn turn, Dispatcher dispatcher, Steering steering,
            Clock clock, Duration lease) {
        policies.forEach(policy ->
                pumps.put(policy.destination(), new DestinationPump(policy, turn, dispatcher, steering, clock, lease)));
    }

    /** How a destination stands on this node. */
    public record Condition(DeliveryPolicy policy, String circuit, boolean open, int inFlight) {}

    /** Tells that these destinations have something new to do. Unknown names are ignored: their lanes wait. */
    public void wake(Collection<String> destinations) {
        destinations.forEach(destination -> {
            DestinationPump pump = pumps.get(destination);
            if (pump != null) {
                pump.wake();
            }
        });
    }

    public List<Condition> conditions() {
        return pumps.values().stream().map(DeliveryEngine::condition).toList();
    }

    public Optional<Condition> condition(String destination) {
        return Optional.ofNullable(pumps.get(destination)).map(DeliveryEngine::condition);
    }

    @Override
    public void start() {
        pumps.values().forEach(DestinationPump::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        List<Thread> stops = pumps.values().stream()
                .map(pump -> new Thread(() -> pump.stop(STOP_PATIENCE), "stop-" + pump.policy().destination()))
                .toList();
        stops.forEach(Thread::start);
        stops.forEach(DeliveryEngine::join);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static Condition condition(DestinationPump pump) {
        return new Condition(pump.policy(), pump.circuit().name().toLowerCase(java.util.Locale.ROOT), pump.open(),
                pump.inFlight());
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
