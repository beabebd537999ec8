package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.DeliveryRepository.Change;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes deliveries out of a lane before they leave, within a transaction that holds the case. */
public final class Recall {
    private static final Set<DeliveryState> OPEN = EnumSet.complementOf(
            EnumSet.of(DeliveryState.DELIVERED, DeliveryState.DISCARDED));
    /** In these a destination provably has nothing of it. */
    private static final Set<DeliveryState> NOT_THERE =
            EnumSet.of(DeliveryState.WAITING, DeliveryState.DEAD, DeliveryState.REFUSED);
    private static final int MOST = 500;

    private final LaneRepository lanes;
    private final DeliveryRepository deliveries;
    private final DeliveryQueries queries;

    public Recall(JdbcTemplate jdbc) {
        this.lanes = new LaneRepository(jdbc);
        this.deliveries = new DeliveryRepository(jdbc);
        this.queries = new DeliveryQueries(jdbc);
    }

    /**
     * Discards all that one destination has not yet taken of one case. Waits for nobody: a lane that is in somebody's
     * hands just now may be sending.
     *
     * @param actor what caused it, for the hops
     * @return whether nothing is under way there any more; false: something is or may be, and nothing was changed
     */
    public boolean takeOut(String destination, String caseNo, String actor, String why) {
        if (!lanes.lockIfFree(destination, caseNo)) {
            return false;
        }
        List<DeliveryRow> open = queries.page(
                new DeliveryFilter(destination, OPEN, caseNo, null, null, null, null), MOST);
        if (open.size() == MOST || !open.stream().allMatch(row -> NOT_THERE.contains(row.state()))) {
            return false;
        }
        Settlement discarded = new Settlement(DeliveryState.DISCARDED, null, false, "", why, "");
        deliveries.settle(open.stream()
                .map(row -> new Change(Head.of(row), "discard", discarded, "", "", actor, 0))
                .toList());
        lanes.release(destination, List.of(caseNo));
        return true;
    }
}
