package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryQueries.Cause;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries, dead letters, and what people decide about single ones. */
@RestController
@RequestMapping("/api/v1")
class DeliveryController {
    private static final String KEY = "Idempotency-Key";

    private final DeliveryQueries queries;
    private final DeliveryDesk desk;
    private final RepairDesk repairs;
    private final Acts acts;

    DeliveryController(
            DeliveryQueries queries,
            DeliveryDesk desk,
            RepairDesk repairs,
            Acts acts) {
        this.queries = queries;
        this.desk = desk;
        this.repairs = repairs;
        this.acts = acts;
    }

    /** @param evenIfDelivered also when the destination has given a receipt already */
    record Replay(@Nullable String reason, boolean evenIfDelivered) {}

    record Discard(@Nullable String reason) {}

    /**
     * @param delivered whether the destination has it, as somebody found out there
     * @param receiptNo its number there, if known
     */
    record Resolve(@Nullable Boolean delivered, @Nullable String receiptNo, @Nullable String reason) {}

    /**
     * @param patch operations of RFC 6902 on the canonical document
     * @param revision how many repairs there were when somebody looked; left out, whatever is there is corrected
     */
    record Repair(@Nullable List<PatchOperation> patch, @Nullable String reason, @Nullable Integer revision) {}

    @GetMapping("/deliveries")
    @Requires(Scope.READ)
    @Operation(summary = "Deliveries, newest first")
    Page<DeliveryRow> list(@ParameterObject DeliveryQuery query, @ParameterObject PageRequest page) {
        return Page.of(
                queries.page(query.filter(page.beforeId()), page.sizeAndOne()),
                page.size(),
                row -> PageRequest.cursor(row.id()),
                row -> row);
    }

    @GetMapping("/deliveries/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One delivery with its hops")
    DeliveryDetail one(@PathVariable UUID id) {
        return new DeliveryDetail(find(id), queries.hops(id));
    }

    /** What is dead or refused and waits for a person. */
    @GetMapping("/dead-letters")
    @Requires(Scope.READ)
    @Operation(summary = "Dead letters: dead or refused, each waits for a person")
    Page<DeliveryRow> deadLetters(@ParameterObject DeliveryQuery query, @ParameterObject PageRequest page) {
        return Page.of(
                queries.page(query.filter(DeliveryState.DEAD_LETTERS, page.beforeId()), page.sizeAndOne()),
                page.size(),
                row -> PageRequest.cursor(row.id()),
                row -> row);
    }

    /** Dead letters counted by destination and code. */
    @GetMapping("/dead-letters/causes")
    @Requires(Scope.READ)
    @Operation(summary = "Dead letters counted by destination and code")
    List<Cause> causes() {
        return queries.causes();
    }

    @PostMapping("/deliveries/{id}/replay")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Send again under the same id, with the bundle of the day")
    DeliveryRow replay(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Replay wanted) {
        return decide(new Act(caller, key, "delivery.replay", id.toString(), wanted), wanted.reason(), () ->
                desk.replay(id, caller.name(), words(wanted.reason()), wanted.evenIfDelivered()));
    }

    @PostMapping("/deliveries/{id}/discard")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Give up on it; its lane goes on")
    DeliveryRow discard(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Discard wanted) {
        return decide(new Act(caller, key, "delivery.discard", id.toString(), wanted), wanted.reason(), () ->
                desk.discard(id, caller.name(), words(wanted.reason())));
    }

    @PostMapping("/deliveries/{id}/resolve")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Settle a doubt by what a person found out")
    DeliveryRow resolve(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Resolve wanted) {
        Boolean delivered = wanted.delivered();
        if (delivered == null) {
            throw PageRequest.invalid("delivered", "required");
        }
        return decide(new Act(caller, key, "delivery.resolve", id.toString(), wanted), wanted.reason(), () ->
                desk.resolve(id, delivered, wanted.receiptNo(), caller.name(), words(wanted.reason())));
    }

    /** Keeps a correction beside the original; replay sends it. */
    @PostMapping("/deliveries/{id}/repair")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Keep a field patch beside the original; replay sends it")
    DeliveryRow repair(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Repair wanted) {
        JsonNode patch = PatchOperation.json(wanted.patch());
        int revision = wanted.revision() == null ? DeliveryDesk.ANY_REVISION : wanted.revision();
        return repairs.keep(caller, key, id, new RepairDesk.Change(patch, revision, false), words(wanted.reason()));
    }

    private DeliveryRow decide(Act act, @Nullable String reason, Supplier<DeliveryRow> doing) {
        return acts.once(act, words(reason), DeliveryRow.class, doing);
    }

    private DeliveryRow find(UUID id) {
        return queries.find(id).orElseThrow(() -> new HubException(ErrorCode.DELIVERY_UNKNOWN, id.toString()));
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason.strip();
    }
}
