package cn.tongban.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The first open delivery of a claimed lane.
 *
 * @param doubtFor how long it has been in doubt, by the database's clock; zero when it is not
 */
record Head(
        UUID id,
        UUID messageId,
        String destination,
        String orderKey,
        long epoch,
        String caseNo,
        String type,
        DeliveryState state,
        int attempts,
        int hops,
        Instant recordedAt,
        Duration doubtFor) {
    /** A delivery about which is decided without a claim. */
    static Head of(DeliveryRow row) {
        return new Head(row.id(), row.messageId(), row.destination(), row.orderKey(), 0, row.caseNo(), row.type(),
                row.state(), row.attempts(), row.hops(), row.recordedAt(), Duration.ZERO);
    }
}
