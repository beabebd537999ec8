package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Destinations as a person sees and steers them. */
public final class Destinations {
    private final DestinationRepository repository;
    private final DeliveryEngine engine;
    private final Steering steering;
    private final Clock clock;

    Destinations(DestinationRepository repository, DeliveryEngine engine, Steering steering, Clock clock) {
        this.repository = repository;
        this.engine = engine;
        this.steering = steering;
        this.clock = clock;
    }

    /**
     * How a destination stands.
     *
     * @param pausedAt null while it is not paused
     * @param circuit closed, open or trying, on this node
     * @param open whether opening hours and maintenance let requests through now
     * @param orders maintenance windows now and to come, and the rate cap, that people ordered
     */
    public record Status(
            String destination, DoubtPolicy doubt, int concurrency, String circuit, boolean open, int inFlight,
            @Nullable Instant pausedAt, String pausedBy, String reason, Steering.Orders orders) {}

    public List<Status> all() {
        Steering.Ordered ordered = steering.now();
        return engine.conditions().stream().map(condition -> status(condition, ordered)).toList();
    }

    /** @throws HubException CONNECTOR_UNKNOWN */
    public Status get(String destination) {
        return engine.condition(destination).map(condition -> status(condition, steering.now()))
                .orElseThrow(() -> new HubException(ErrorCode.CONNECTOR_UNKNOWN, destination));
    }

    /** Nothing new is sent from now on; what is in flight ends. Holds across restarts and nodes. */
    public Status pause(String destination, String by, String reason) {
        get(destination);
        repository.pause(destination, by, reason);
        return get(destination);
    }

    public Status resume(String destination, String by, String reason) {
        get(destination);
        if (!repository.resume(destination, by, reason)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, destination);
        }
        engine.wake(List.of(destination));
        return get(destination);
    }

    /**
     * Sends nothing in that time. Holds for all parties of a connector, on all nodes.
     *
     * @param from null: from now on
     */
    public Status close(String destination, @Nullable Instant from, Instant to, String by, String reason) {
        get(destination);
        steering.enter(destination, from, to, by, reason);
        return get(destination);
    }

    /** Ends a maintenance window before its time, or takes back one to come. */
    public Status open(String destination, UUID window, String by) {
        get(destination);
        steering.end(destination, window, by);
        engine.wake(List.of(destination));
        return get(destination);
    }

    /** @param perSecond most requests a second from one node; null: as connector.yaml says */
    public Status cap(String destination, @Nullable Integer perSecond, String by, String reason) {
        get(destination);
        steering.cap(destination, perSecond, by, reason);
        return get(destination);
    }

    private Status status(DeliveryEngine.Condition condition, Steering.Ordered ordered) {
        DeliveryPolicy policy = condition.policy();
        Instant now = clock.instant();
        Steering.Orders orders = ordered.of(policy.destination());
        Optional<DestinationRepository.Pause> pause = repository.pause(policy.destination());
        return new Status(policy.destination(), policy.doubt(), policy.concurrency(), condition.circuit(),
                policy.hours().openAt(now) && !orders.closeAt(now), condition.inFlight(), pause.map(DestinationRepository.Pause::since).orElse(null),
                pause.map(DestinationRepository.Pause::by).orElse(""),
                pause.map(DestinationRepository.Pause::reason).orElse(""), orders);
    }
}
