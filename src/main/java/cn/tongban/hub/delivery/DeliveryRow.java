package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people see it.
 *
 * @param due null when it is settled or waits for a person
 * @param bundle digest of the bundle that handled it last; empty before its first attempt
 */
public record DeliveryRow(
        UUID id,
        UUID messageId,
        String destination,
        String orderKey,
        long position,
        String caseNo,
        String type,
        DeliveryState state,
        int attempts,
        int hops,
        @Nullable Instant due,
        Instant recordedAt,
        @Nullable Instant settledAt,
        String code,
        String reason,
        String receiptNo,
        String owner,
        String bundle) {}
