package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.DeliveryRepository.Change;
import cn.tongban.hub.support.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Refuses afterwards what a destination had taken, within a transaction that holds the case. */
public final class Rejections {
    private final LaneRepository lanes;
    private final DeliveryRepository deliveries;
    private final DeliveryQueries queries;

    public Rejections(JdbcTemplate jdbc) {
        this.lanes = new LaneRepository(jdbc);
        this.deliveries = new DeliveryRepository(jdbc);
        this.queries = new DeliveryQueries(jdbc);
    }

    /**
     * From now on the delivery is refused and waits for a person, and its lane with it. One that is not delivered just now,
     * because it was mended already, stays as it is.
     *
     * @param destination that rejects it, and has to be the one that took it
     * @param why a code or short words, nothing personal
     * @return the type of the message that was rejected; empty when there is no such delivery of this case there
     */
    public Optional<String> refuse(UUID delivery, String destination, String caseNo, String why) {
        Optional<DeliveryRow> row = queries.find(delivery)
                .filter(found -> found.destination().equals(destination) && found.caseNo().equals(caseNo));
        row.ifPresent(found -> refuse(found, why));
        return row.map(DeliveryRow::type);
    }

    private void refuse(DeliveryRow found, String why) {
        lanes.lockAny(found.destination(), found.orderKey());
        DeliveryRow row = queries.find(found.id()).orElseThrow();
        if (row.state() != DeliveryState.DELIVERED) {
            return;
        }
        Settlement refused = new Settlement(
                DeliveryState.REFUSED, null, false, ErrorCode.DESTINATION_REFUSED.code(), why, row.receiptNo());
        deliveries.settle(List.of(new Change(Head.of(row), "rejected", refused, "", "", row.destination(), 0)));
        lanes.reopen(row.destination(), row.orderKey(), row.position());
        if (!lanes.claimed(row.destination(), row.orderKey())) {
            lanes.release(row.destination(), List.of(row.orderKey()));
        }
    }
}
