package cn.tongban.hub.delivery;

import cn.tongban.hub.support.AfterCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** All destinations of this node; they follow what the active bundle promises. */
public final class DeliveryEngine implements SmartLifecycle {
    /** After the web server on start, before it on stop: receipts are written while the database is still there. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private final DeliveryRules rules;
    private final Duration patience;
    private final Function<DeliveryPolicy, DestinationPump> pumpOf;
    private volatile Map<String, DestinationPump> pumps = Map.of();
    private volatile boolean running;

    DeliveryEngine(DeliveryRules rules, DeliveryProperties properties, Function<DeliveryPolicy, DestinationPump> pumpOf) {
        this.rules = rules;
        this.patience = properties.stopPatience();
        this.pumpOf = pumpOf;
    }

    /** How a destination stands on this node. */
    public record Condition(DeliveryPolicy policy, String circuit, int inFlight) {}

    /**
     * Tells that these destinations have something new to do, once the caller's transaction is committed: before that there is
     * nothing to see. Unknown names are ignored: their lanes wait.
     */
    public void wake(Collection<String> destinations) {
        AfterCommit.run(() -> destinations.forEach(destination -> {
            DestinationPump pump = pumps.get(destination);
            if (pump != null) {
                pump.wake();
            }
        }));
    }

    public List<Condition> conditions() {
        return pumps.values().stream().map(DeliveryEngine::condition).toList();
    }

    public Optional<Condition> condition(String destination) {
        return Optional.ofNullable(pumps.get(destination)).map(DeliveryEngine::condition);
    }

    /**
     * Makes the destinations those of the rules. Whoever has the same promise as before is left alone; a changed one ends
     * what it has in flight before it begins anew, so that its partner never sees more at once than was promised. What
     * waits for a destination that is gone waits on.
     */
    public synchronized void follow() {
        if (!running) {
            return;
        }
        Map<String, DestinationPump> before = pumps;
        Map<String, DestinationPump> now = new LinkedHashMap<>();
        for (DeliveryPolicy policy : rules.policies()) {
            DestinationPump old = before.get(policy.destination());
            now.put(policy.destination(), old != null && old.policy().equals(policy) ? old : pumpOf.apply(policy));
        }
        pumps = Collections.unmodifiableMap(now);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        names.stream().filter(name -> before.get(name) != now.get(name)).forEach(name ->
                new Thread(() -> replace(before.get(name), now.get(name)), "follow-" + name).start());
    }

    private void replace(@Nullable DestinationPump old, @Nullable DestinationPump next) {
        if (old != null) {
            old.stop(patience);
        }
        if (next != null) {
            next.start();
        }
    }

    @Override
    public void start() {
        running = true;
        follow();
    }

    @Override
    public void stop() {
        Map<String, DestinationPump> last;
        synchronized (this) {
            running = false;
            last = pumps;
        }
        List<Thread> stops = last.values().stream()
                .map(pump -> new Thread(() -> pump.stop(patience), "stop-" + pump.policy().destination()))
                .toList();
        stops.forEach(Thread::start);
        stops.forEach(this::join);
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
        return new Condition(pump.policy(), pump.circuit().name().toLowerCase(java.util.Locale.ROOT), pump.inFlight());
    }

    private void join(Thread thread) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
