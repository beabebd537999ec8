package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.UUID;

/** A delivery to be recorded together with its message. {@code orderKey} is the case number, or a register's name. */
public record NewDelivery(
        UUID id, UUID messageId, String destination, String orderKey, String caseNo, String type, Instant recordedAt) {}
