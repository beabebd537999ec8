package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.flow.PartnerDesk;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.ConnectorController.Reason;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people order for an outside system while the hub runs. Each order names who and why. */
@RestController
@RequestMapping("/api/v1/connectors/{id}")
class ConnectorOrdersController {
    private static final String KEY = "Idempotency-Key";

    private final Destinations destinations;
    private final PartnerDesk partners;
    private final Acts acts;

    ConnectorOrdersController(Destinations destinations, PartnerDesk partners, Acts acts) {
        this.destinations = destinations;
        this.partners = partners;
        this.acts = acts;
    }

    /** @param from null: from now on */
    record MaintenanceOrder(@Nullable Instant from, Instant to, @Nullable String reason) {}

    /** @param perSecond null: as connector.yaml says */
    record RateOrder(@Nullable Integer perSecond, @Nullable String reason) {}

    /** @param changed names of the secrets that are new, changed or gone on this node */
    record Reloaded(String connector, List<String> changed) {}

    @PostMapping("/maintenance")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Send nothing to it in that time; deliveries wait in order")
    Destinations.Status close(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody MaintenanceOrder order) {
        Act act = new Act(caller, key, "connector.maintenance", id, order);
        String why = words(order.reason());
        return acts.once(act, why, Destinations.Status.class, () ->
                destinations.close(id, order.from(), order.to(), caller.name(), why));
    }

    @DeleteMapping("/maintenance/{window}")
    @Requires(Scope.OPERATE)
    @Operation(summary = "End a maintenance window before its time, or take it back")
    Destinations.Status open(
            Caller caller,
            @PathVariable String id,
            @PathVariable UUID window,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason why) {
        Act act = new Act(caller, key, "connector.maintenance-end", id, window + " " + why.words());
        return acts.once(act, why.words(), Destinations.Status.class, () -> destinations.open(id, window, caller.name()));
    }

    @PutMapping("/rate")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Send at most so many a second from each node; null: as connector.yaml says")
    Destinations.Status cap(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody RateOrder order) {
        Act act = new Act(caller, key, "connector.rate", id, order);
        String why = words(order.reason());
        return acts.once(act, why, Destinations.Status.class, () ->
                destinations.cap(id, order.perSecond(), caller.name(), why));
    }

    @PostMapping("/reload-secrets")
    @Requires(Scope.ADMIN)
    @Operation(summary = "Read its secrets again on this node: all of them or, if one is missing, none")
    Reloaded reload(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason why) {
        Act act = new Act(caller, key, "connector.reload-secrets", id, why);
        return acts.once(act, why.words(), Reloaded.class, () -> new Reloaded(id, partners.reloadSecrets(id)));
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
