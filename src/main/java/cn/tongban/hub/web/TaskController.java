package cn.tongban.hub.web;

import cn.tongban.hub.bulk.BulkAction;
import cn.tongban.hub.bulk.BulkFinding;
import cn.tongban.hub.bulk.BulkGroup;
import cn.tongban.hub.bulk.BulkOrder;
import cn.tongban.hub.bulk.BulkTask;
import cn.tongban.hub.bulk.BulkTasks;
import cn.tongban.hub.bulk.FieldPatch;
import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decisions on groups of dead letters that are done little by little; first a look, then a correction of what passes. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {
    private static final String KEY = "Idempotency-Key";
    private static final int MOST = 100;

    private final BulkTasks tasks;
    private final GroupPatch patches;
    private final Acts acts;

    TaskController(BulkTasks tasks, GroupPatch patches, Acts acts) {
        this.tasks = tasks;
        this.patches = patches;
        this.acts = acts;
    }

    /** @param reach what a correction of what it saw would reach now; null for tasks that are no finished look */
    record TaskDetail(BulkTask task, List<BulkFinding> findings, DeliveryDesk.@Nullable Reach reach) {}

    /**
     * @param pointer JSON Pointer of the field
     * @param remove whether it goes
     * @param value what it becomes
     * @param onlyWhere only where it has this value now; an empty text: where it is missing or empty; left out: everywhere
     */
    record Patch(@Nullable String pointer, boolean remove, @Nullable JsonNode value, @Nullable JsonNode onlyWhere) {
        FieldPatch field() {
            return new FieldPatch(required(pointer, "patch/pointer"), remove, remove ? null : value, onlyWhere);
        }
    }

    /**
     * @param type only messages of this type; left out, of any
     * @param expected how many somebody was told; with more than that nothing begins
     * @param perSecond 1 to 500
     * @param patch for a look
     */
    record TaskOrder(
            @Nullable @Schema(allowableValues = {"REPLAY", "DISCARD", "CHECK"}) BulkAction action,
            @Nullable String destination,
            @Nullable String code,
            @Nullable String type,
            @Nullable Integer expected,
            @Nullable Integer perSecond,
            @Nullable Patch patch,
            @Nullable String reason) {}

    /** @param expected how many the look's {@code reach} said */
    record RepairOrder(@Nullable Integer expected, @Nullable Integer perSecond, @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "The newest tasks")
    List<BulkTask> list() {
        return tasks.newest(MOST);
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One task: how far it is, and why some would not pass")
    TaskDetail one(@PathVariable UUID id) {
        BulkTask task = tasks.get(id);
        boolean look = task.action() == BulkAction.CHECK && !task.state().isOpen();
        return new TaskDetail(task, tasks.findings(id), look ? tasks.reach(task) : null);
    }

    @PostMapping
    @Requires(Scope.OPERATE)
    @Operation(summary = "Begin a task on all dead letters of a cause; CHECK tries a field patch and changes nothing")
    BulkTask begin(
            Caller caller,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody TaskOrder order) {
        BulkAction action = required(order.action(), "action");
        if (action == BulkAction.REPAIR) {
            throw PageRequest.invalid("action", "enum");
        }
        BulkGroup group = new BulkGroup(required(order.destination(), "destination"), required(order.code(), "code"),
                order.type() == null ? "" : order.type());
        FieldPatch patch = action.patches() ? patches.of(caller, group, required(order.patch(), "patch").field()) : null;
        int expected = required(order.expected(), "expected");
        int perSecond = required(order.perSecond(), "perSecond");
        BulkOrder wanted = new BulkOrder(action, group, expected, perSecond, words(order.reason()), patch);
        return decide(new Act(caller, key, "deliveries." + action.wire(), group.destination() + " " + group.code(), order),
                order.reason(), () -> tasks.begin(wanted, by(caller)));
    }

    @PostMapping("/{id}/repair")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Correct what a finished look has found to pass, and send it again")
    BulkTask repair(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody RepairOrder order) {
        int expected = required(order.expected(), "expected");
        int perSecond = required(order.perSecond(), "perSecond");
        return decide(new Act(caller, key, "deliveries.repair", id.toString(), order), order.reason(),
                () -> tasks.repair(id, expected, perSecond, words(order.reason()), by(caller)));
    }

    @PostMapping("/{id}/pause")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Pause a task")
    BulkTask pause(Caller caller, @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key, @RequestBody Reason reason) {
        return decide(new Act(caller, key, "task.pause", id.toString(), reason), reason.reason(), () -> tasks.pause(id));
    }

    @PostMapping("/{id}/resume")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Go on with a paused task")
    BulkTask resume(Caller caller, @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key, @RequestBody Reason reason) {
        return decide(new Act(caller, key, "task.resume", id.toString(), reason), reason.reason(), () -> tasks.resume(id));
    }

    @PostMapping("/{id}/stop")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Stop a task for good; what was done stays done")
    BulkTask stop(Caller caller, @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key, @RequestBody Reason reason) {
        return decide(new Act(caller, key, "task.stop", id.toString(), reason), reason.reason(), () -> tasks.stop(id));
    }

    private BulkTask decide(Act act, @Nullable String reason, Supplier<BulkTask> doing) {
        return acts.once(act, words(reason), BulkTask.class, doing);
    }

    private static BulkOrder.By by(Caller caller) {
        return new BulkOrder.By(caller.tokenId(), caller.name());
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason.strip();
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw PageRequest.invalid(name, "required");
        }
        return value;
    }
}
