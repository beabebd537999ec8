package cn.tongban.hub.bulk;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans, begins and steers tasks. Who may and the record of it are the caller's business. */
public final class BulkTasks {
    public static final int FASTEST = 500;

    private static final Duration PATCHES_KEPT = Duration.ofDays(7);
    private static final int MOST_FINDINGS = 100;

    private final BulkRepository repository;
    private final SealedPatches patches;
    private final DeliveryDesk desk;
    private final Clock clock;

    BulkTasks(BulkRepository repository, SealedPatches patches, DeliveryDesk desk, Clock clock) {
        this.repository = repository;
        this.patches = patches;
        this.desk = desk;
        this.clock = clock;
    }

    /** What a decision on all of this group would reach now. */
    public DeliveryDesk.Reach reach(BulkGroup group) {
        return desk.reach(group.below(after(clock.instant())));
    }

    /** What a correction would reach now of those that a look has seen. */
    public DeliveryDesk.Reach reach(BulkTask look) {
        return desk.reach(look.group().below(after(look.askedAt())));
    }

    /**
     * Begins.
     *
     * @throws HubException NOT_POSSIBLE_NOW when there are more now than expected, none, or a task for this cause is open
     *     already; REASON_MISSING, REQUEST_INVALID
     */
    public BulkTask begin(BulkOrder order, BulkOrder.By by) {
        if (order.action() == BulkAction.REPAIR || order.action().patches() != (order.patch() != null)) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "action");
        }
        return begin(order, null, after(clock.instant()), by);
    }

    /**
     * Corrects and sends again what a look has found to pass; each is looked at once more before it is touched.
     *
     * @param look a finished look
     * @throws HubException NOT_POSSIBLE_NOW when it is not finished, its patch is forgotten, or as for {@link #begin}
     */
    public BulkTask repair(UUID look, int expected, int perSecond, String reason, BulkOrder.By by) {
        BulkTask seen = get(look);
        if (seen.action() != BulkAction.CHECK || seen.state() != BulkState.FINISHED) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, seen.state().wire());
        }
        FieldPatch patch = patch(look);
        return begin(new BulkOrder(BulkAction.REPAIR, seen.group(), expected, perSecond, reason, patch), look,
                after(seen.askedAt()), by);
    }

    private BulkTask begin(BulkOrder order, @Nullable UUID checked, UUID below, BulkOrder.By by) {
        if (order.reason().isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
        if (order.perSecond() < 1 || order.perSecond() > FASTEST) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "perSecond");
        }
        BulkGroup group = order.group();
        int count = desk.reach(group.below(below)).count();
        if (count == 0 || count > order.expected() || repository.oneIsOpen(group.destination(), group.code())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "expected");
        }
        repository.forgetPatches(PATCHES_KEPT);
        Instant now = clock.instant();
        UUID id = Ids.next(now);
        FieldPatch patch = order.patch();
        BulkTask task = new BulkTask(id, order.action(), group.destination(), group.code(), group.type(), count,
                order.perSecond(), 0, 0, 0, below, BulkState.RUNNING, order.reason().strip(), by.name(), by.id(), checked,
                patch != null, now, now);
        repository.insert(task, patch == null ? null : patches.seal(id, patch));
        return task;
    }

    /** Which field becomes what; the caller answers for who may see the value. */
    FieldPatch patch(UUID task) {
        return repository.patch(task).map(sealed -> patches.open(task, sealed))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_POSSIBLE_NOW, "patch"));
    }

    /** The field that a task changes; empty when its patch is forgotten. */
    public String pointer(BulkTask task) {
        return task.patched() ? patch(task.id()).pointer() : "";
    }

    /** Why some would not pass, the most frequent first. */
    public List<BulkFinding> findings(UUID task) {
        return repository.findings(task, MOST_FINDINGS);
    }

    void found(UUID task, List<BulkFinding> findings) {
        repository.found(task, findings, MOST_FINDINGS);
    }

    public BulkTask pause(UUID id) {
        return move(id, BulkState.RUNNING, BulkState.PAUSED);
    }

    public BulkTask resume(UUID id) {
        return move(id, BulkState.PAUSED, BulkState.RUNNING);
    }

    /** For good; what was done stays done. */
    public BulkTask stop(UUID id) {
        BulkTask task = get(id);
        return move(id, task.state() == BulkState.PAUSED ? BulkState.PAUSED : BulkState.RUNNING, BulkState.STOPPED);
    }

    /** @throws HubException NOT_FOUND */
    public BulkTask get(UUID id) {
        return repository.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }

    public List<BulkTask> newest(int limit) {
        return repository.newest(limit);
    }

    private BulkTask move(UUID id, BulkState from, BulkState to) {
        if (!repository.move(id, from, to, clock.instant())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, get(id).state().wire());
        }
        return get(id);
    }

    /** The lowest id of what comes after that moment. */
    private static UUID after(Instant at) {
        return Ids.lowest(at.plusMillis(1));
    }
}
