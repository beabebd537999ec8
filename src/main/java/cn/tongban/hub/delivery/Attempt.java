package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * One try to bring one message to one destination.
 *
 * @param deliveryId stable for ever: the idempotency key towards the destination
 * @param number 1 for the first try
 * @param messageId the journalled message
 * @param caseNo the case, empty for messages without one
 * @param type CloudEvents type, for example {@code case.submitted}
 * @param recordedAt the message's time; "as of" for mappings
 * @param canonical canonical JSON in UTF-8, repairs applied
 * @param revision how many repairs there are
 * @param rejections how often the destination rejected it after it had taken it
 */
public record Attempt(
        UUID deliveryId,
        String destination,
        int number,
        UUID messageId,
        String caseNo,
        String type,
        Instant recordedAt,
        byte[] canonical,
        int revision,
        int rejections) {
    /** Without repairs. */
    public Attempt(UUID deliveryId, String destination, int number, UUID messageId, String caseNo, String type,
            Instant recordedAt, byte[] canonical) {
        this(deliveryId, destination, number, messageId, caseNo, type, recordedAt, canonical, 0, 0);
    }
}
