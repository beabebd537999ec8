package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery to be recorded together with its message.
 *
 * @param orderKey the message's subject: its case, or the entry of a register
 * @param caseNo empty when it is about no case
 */
public record NewDelivery(
        UUID id, UUID messageId, String destination, String orderKey, String caseNo, String type, Instant recordedAt) {}
