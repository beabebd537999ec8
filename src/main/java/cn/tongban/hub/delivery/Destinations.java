package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Destinations as a person sees and steers them. */
public final class Destinations {
    private final DestinationRepository repository;
    private final DeliveryEngine engine;

    Destinations(DestinationRepository repository, DeliveryEngine engine) {
        this.repository = repository;
        this.engine = engine;
    }

    /**
     * How a destination stands.
     *
     * @param pausedAt null while it is not paused
     * @param circuit closed, open or trying, on this node
     * @param open whether its opening hours let requests through now
     */
    public record Status(
            String destination, DoubtPolicy doubt, int concurrency, String circuit, boolean open, int inFlight,
            @Nullable Instant pausedAt, String pausedBy, String reason) {}

    public List<Status> all() {
        return engine.conditions().stream().map(this::status).toList();
    }

    /** @throws HubException CONNECTOR_UNKNOWN */
    public Status get(String destination) {
        return engine.condition(destination).map(this::status)
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

    private Status status(DeliveryEngine.Condition condition) {
        DeliveryPolicy policy = condition.policy();
        Optional<DestinationRepository.Pause> pause = repository.pause(policy.destination());
        return new Status(policy.destination(), policy.doubt(), policy.concurrency(), condition.circuit(),
                condition.open(), condition.inFlight(), pause.map(DestinationRepository.Pause::since).orElse(null),
                pause.map(DestinationRepository.Pause::by).orElse(""),
                pause.map(DestinationRepository.Pause::reason).orElse(""));
    }
}
