package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.flow.CheckStep;
import cn.tongban.hub.flow.PartnerDesk;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.Overview.ConnectorState;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The outside systems: how each stands, and a person's word on it. */
@RestController
@RequestMapping("/api/v1")
class ConnectorController {
    private static final String KEY = "Idempotency-Key";

    private final Overview overview;
    private final Destinations destinations;
    private final PartnerDesk partners;
    private final Acts acts;

    ConnectorController(Overview overview, Destinations destinations, PartnerDesk partners, Acts acts) {
        this.overview = overview;
        this.destinations = destinations;
        this.partners = partners;
        this.acts = acts;
    }

    record Reason(@Nullable String reason) {
        String words() {
            return reason == null ? "" : reason;
        }
    }

    /** How everything stands, as the overview page says it. */
    @GetMapping("/status")
    @Requires(Scope.READ)
    @Operation(summary = "How everything stands")
    Overview.Standing status() {
        return overview.fresh();
    }

    @GetMapping("/connectors")
    @Requires(Scope.READ)
    @Operation(summary = "Connectors: recorded today, addressed, delivered, in flight, dead, in doubt")
    List<ConnectorState> list() {
        return overview.fresh().connectors();
    }

    @GetMapping("/connectors/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One connector")
    ConnectorState one(@PathVariable String id) {
        return overview.fresh().connectors().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.CONNECTOR_UNKNOWN, id));
    }

    /** Nothing new is sent to it from now on; what is on its way ends. Holds across restarts and nodes. */
    @PostMapping("/connectors/{id}/pause")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Send nothing new to it, across restarts and nodes")
    Destinations.Status pause(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason why) {
        Act act = new Act(caller, key, "connector.pause", id, why);
        return acts.once(act, why.words(), Destinations.Status.class, () ->
                destinations.pause(id, caller.name(), why.words()));
    }

    @PostMapping("/connectors/{id}/resume")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Send to it again")
    Destinations.Status resume(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason why) {
        Act act = new Act(caller, key, "connector.resume", id, why);
        return acts.once(act, why.words(), Destinations.Status.class, () ->
                destinations.resume(id, caller.name(), why.words()));
    }

    /**
     * How a connection test ended.
     *
     * @param reached whether no step failed
     * @param answer reached, no-address, or the name of the first step that failed
     */
    record TestResult(String connector, boolean reached, String answer, long millis, List<CheckStep> steps) {
        static TestResult of(String connector, List<CheckStep> steps) {
            String answer = steps.isEmpty() ? "no-address" : steps.stream()
                    .filter(step -> step.verdict() == CheckStep.Verdict.FAILED)
                    .map(CheckStep::name).findFirst().orElse("reached");
            long millis = steps.stream().mapToLong(CheckStep::millis).sum();
            return new TestResult(connector, answer.equals("reached"), answer, millis, steps);
        }
    }

    /** Goes to the connector's own addresses, step by step; the only request is the one that connector.yaml declares. */
    @PostMapping("/connectors/{id}/test")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Try step by step whether it can be reached: name, TCP, proxy, TLS, login, clock")
    TestResult test(@PathVariable String id) {
        return TestResult.of(id, partners.test(id));
    }
}
