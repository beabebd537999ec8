package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened to a delivery; append-only.
 *
 * @param kind send, probe, lease-lost, late-receipt, replay, repair, discard, resolve, or rejected for a rejection after the fact
 * @param actor the node, or the person who decided
 */
public record Hop(
        UUID deliveryId,
        int no,
        Instant at,
        String kind,
        String outcome,
        String code,
        String reason,
        String receiptNo,
        String bundle,
        String sentDigest,
        long epoch,
        String actor,
        int millis) {}
