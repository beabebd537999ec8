package cn.tongban.hub.web;

import cn.tongban.hub.bulk.BulkAction;
import cn.tongban.hub.bulk.BulkRun;
import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same decision on many deliveries: first how many and to whom, then, with that number in hand, the doing. */
@RestController
@RequestMapping("/api/v1/deliveries/bulk")
class BulkController {
    private final DeliveryDesk desk;
    private final BulkRun run;
    private final Acts acts;
    private final Clock clock;

    BulkController(DeliveryDesk desk, BulkRun run, Acts acts, Clock clock) {
        this.desk = desk;
        this.run = run;
        this.acts = acts;
        this.clock = clock;
    }

    /** @param which only dead, refused and doubtful ones are meant, whatever it says */
    record BulkRequest(@Nullable @Schema(allowableValues = {"REPLAY", "DISCARD"}) BulkAction action, @Nullable DeliveryQuery which) {}

    /**
     * @param count how many it would touch
     * @param withReceipt how many of them already have a receipt of the destination
     * @param more whether there are more than one run may touch; a second plan takes the rest
     * @param upTo give it back with the run: whatever is recorded later stays out
     */
    record BulkPlan(@Schema(allowableValues = {"REPLAY", "DISCARD"}) BulkAction action, int count, int withReceipt, boolean more, UUID upTo) {}

    /** @param expected the plan's count; if more than that would be touched, nothing is done */
    record BulkRunOrder(
            @Nullable @Schema(allowableValues = {"REPLAY", "DISCARD"}) BulkAction action,
            @Nullable DeliveryQuery which,
            @Nullable UUID upTo,
            @Nullable Integer expected,
            @Nullable String reason) {}

    /** @param skipped those that somebody or something else had moved meanwhile */
    record BulkResult(@Schema(allowableValues = {"REPLAY", "DISCARD"}) BulkAction action, int done, int skipped) {}

    @PostMapping("/plan")
    @Requires(Scope.OPERATE)
    @Operation(summary = "How many a bulk decision would touch, and how many of them have a receipt already")
    BulkPlan plan(@RequestBody BulkRequest wanted) {
        BulkAction action = single(wanted.action());
        UUID upTo = Ids.lowest(clock.instant().plusMillis(1));
        DeliveryDesk.Reach reach = desk.reach(which(wanted.which()).filter(states(wanted.which()), upTo));
        return new BulkPlan(action, reach.count(), reach.withReceipt(), reach.more(), upTo);
    }

    @PostMapping("/run")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Do what was planned, to no more than were planned")
    BulkResult run(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BulkRunOrder order) {
        BulkAction action = single(order.action());
        UUID upTo = required(order.upTo(), "upTo");
        int expected = required(order.expected(), "expected");
        DeliveryQuery which = which(order.which());
        Set<DeliveryState> states = states(which);
        if (desk.reach(which.filter(states, upTo)).count() > expected) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "expected");
        }
        String reason = order.reason() == null ? "" : order.reason().strip();
        Act act = new Act(caller, key, "deliveries." + action.wire(), which.inWords(), order);
        return acts.inParts(act, reason, BulkResult.class, () -> {
            BulkRun.Counts counts = run.all(action, which.filter(states, upTo), caller.name(), reason);
            return new BulkResult(action, counts.done(), counts.skipped());
        });
    }

    /** Corrections are tasks, for they are looked at before. */
    private static BulkAction single(@Nullable BulkAction action) {
        if (required(action, "action").patches()) {
            throw PageRequest.invalid("action", "enum");
        }
        return action;
    }

    private static DeliveryQuery which(@Nullable DeliveryQuery query) {
        return query == null ? new DeliveryQuery(null, null, null, null, null) : query;
    }

    private static Set<DeliveryState> states(@Nullable DeliveryQuery query) {
        if (query == null || query.state() == null) {
            return DeliveryState.ATTENTION;
        }
        if (!DeliveryState.ATTENTION.contains(query.state())) {
            throw PageRequest.invalid("which/state", "enum");
        }
        return Set.of(query.state());
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw PageRequest.invalid(name, "required");
        }
        return value;
    }
}
