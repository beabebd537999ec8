package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.SettlementHook.Done;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about deliveries. Every decision names who and why and becomes a hop. */
public final class DeliveryDesk {
    private final TransactionTemplate transaction;
    private final LaneRepository lanes;
    private final DeliveryRepository deliveries;
    private final DeliveryQueries queries;
    private final Repairs repairs;
    private final JournalRepository journal;
    private final DeliveryEngine engine;
    private final Aftermath aftermath;

    /** What else becomes true by a decision, and where that is entered. */
    record Aftermath(SettlementHook hook, DeliveryBook book) {}

    DeliveryDesk(TransactionTemplate transaction, LaneRepository lanes, DeliveryRepository deliveries,
            DeliveryQueries queries, Repairs repairs, JournalRepository journal, DeliveryEngine engine,
            Aftermath aftermath) {
        this.transaction = transaction;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.queries = queries;
        this.repairs = repairs;
        this.journal = journal;
        this.engine = engine;
        this.aftermath = aftermath;
    }

    /**
     * Sends again, under the same id, with the bundle of the day.
     *
     * @param evenIfDelivered also when the destination has given a receipt already
     * @throws HubException NOT_POSSIBLE_NOW if it is waiting or on its way, or delivered and not wanted
     */
    public DeliveryRow replay(UUID id, String who, String why, boolean evenIfDelivered) {
        Set<DeliveryState> from = evenIfDelivered
                ? Set.of(DeliveryState.DEAD, DeliveryState.REFUSED, DeliveryState.DOUBTFUL, DeliveryState.DELIVERED)
                : DeliveryState.ATTENTION;
        return decide(id, from, "replay", DeliveryState.WAITING, "", who, why);
    }

    /** Gives up on it; its lane goes on. */
    public DeliveryRow discard(UUID id, String who, String why) {
        return decide(id, Set.of(DeliveryState.DEAD, DeliveryState.REFUSED, DeliveryState.DOUBTFUL, DeliveryState.WAITING),
                "discard", DeliveryState.DISCARDED, "", who, why);
    }

    /**
     * Settles a doubt by what a person found out.
     *
     * @param done whether the destination has it
     * @param receiptNo its number there, null if unknown
     */
    public DeliveryRow resolve(UUID id, boolean done, @Nullable String receiptNo, String who, String why) {
        return decide(id, Set.of(DeliveryState.DOUBTFUL), "resolve",
                done ? DeliveryState.DELIVERED : DeliveryState.WAITING, receiptNo == null ? "" : receiptNo, who, why);
    }

    /** {@link Correction#revision} of somebody who corrects whatever is there. */
    public static final int ANY_REVISION = -1;

    /**
     * A field patch.
     *
     * @param patch operations of RFC 6902: add, replace, remove
     * @param revision how many repairs there were when somebody looked, or {@link #ANY_REVISION}
     * @param check throws if the patched canonical document is not valid any more
     * @param replay whether it is sent again in the same moment
     */
    public record Correction(JsonNode patch, int revision, Consumer<byte[]> check, boolean replay) {}

    /**
     * Keeps a field patch beside the original; it is sent only when somebody replays.
     *
     * @throws HubException REPAIRED_MEANWHILE when there is a repair that the person has not seen
     */
    public DeliveryRow repair(UUID id, Correction correction, String who, String why) {
        requireReason(why);
        transaction.executeWithoutResult(status -> {
            DeliveryRow row = locked(id, DeliveryState.DEAD_LETTERS);
            if (correction.revision() != ANY_REVISION && correction.revision() != repairs.revision(id)) {
                throw new HubException(ErrorCode.REPAIRED_MEANWHILE, id.toString());
            }
            byte[] canonical = journal.payload(row.messageId()).orElseThrow(
                    () -> new HubException(ErrorCode.MESSAGE_UNKNOWN, row.messageId().toString())).canonical();
            if (canonical == null) {
                throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "payload retention has passed");
            }
            correction.check().accept(repairs.add(id, row.orderKey(), canonical, correction.patch(), who, why));
            write(row, "repair", row.state(), "", who, why);
            if (correction.replay()) {
                replay(id, who, why, false);
            }
        });
        return find(id);
    }

    /** What a bulk decision would reach, before anybody takes it. */
    public record Reach(int count, int withReceipt, boolean more) {}

    /** The largest number that one bulk decision may touch. */
    public static final int MOST = 10_000;

    public Reach reach(DeliveryFilter filter) {
        List<DeliveryRow> rows = queries.page(filter, MOST + 1);
        List<DeliveryRow> counted = rows.subList(0, Math.min(rows.size(), MOST));
        return new Reach(counted.size(), (int) counted.stream().filter(r -> !r.receiptNo().isEmpty()
                || r.state() == DeliveryState.DELIVERED).count(), rows.size() > MOST);
    }

    private DeliveryRow decide(
            UUID id, Set<DeliveryState> from, String kind, DeliveryState to, String receiptNo, String who, String why) {
        requireReason(why);
        List<String> woken = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            List<Done> done = done(find(id), to);
            // Cases before lanes, as everywhere.
            SettlementHook.Conclusion conclusion = aftermath.hook().prepare(done);
            write(locked(id, from), kind, to, receiptNo, who, why);
            List<NewDelivery> fresh = conclusion.draw(done);
            aftermath.book().enter(fresh);
            fresh.forEach(delivery -> woken.add(delivery.destination()));
        });
        DeliveryRow after = find(id);
        woken.add(after.destination());
        engine.wake(woken);
        return after;
    }

    private static List<Done> done(DeliveryRow row, DeliveryState to) {
        return to == DeliveryState.WAITING
                ? List.of()
                : List.of(new Done(row.destination(), row.caseNo(), row.type(), row.messageId(),
                        to == DeliveryState.DISCARDED ? Reply.GIVEN_UP : Reply.NONE, SettlementHook.Taken.NOTHING));
    }

    private DeliveryRow locked(UUID id, Set<DeliveryState> from) {
        DeliveryRow row = find(id);
        lanes.lockAny(row.destination(), row.orderKey());
        DeliveryRow fresh = find(id);
        boolean inTheirHands = lanes.claimed(row.destination(), row.orderKey());
        if (inTheirHands || !from.contains(fresh.state())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, fresh.state().wire());
        }
        return fresh;
    }

    private void write(DeliveryRow row, String kind, DeliveryState to, String receiptNo, String who, String why) {
        boolean goesOn = to == DeliveryState.WAITING;
        boolean stays = to == row.state();
        Settlement settlement = new Settlement(to, goesOn ? java.time.Duration.ZERO : null, false,
                stays ? row.code() : "", why, receiptNo);
        deliveries.settle(List.of(new DeliveryRepository.Change(Head.of(row), kind, settlement, "", "", who, 0)));
        if (goesOn) {
            deliveries.forgetAttempts(row.id());
            lanes.reopen(row.destination(), row.orderKey(), row.position());
        }
        lanes.release(row.destination(), List.of(row.orderKey()));
    }

    private DeliveryRow find(UUID id) {
        return queries.find(id).orElseThrow(() -> new HubException(ErrorCode.DELIVERY_UNKNOWN, id.toString()));
    }

    private static void requireReason(String why) {
        if (why.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
    }
}
