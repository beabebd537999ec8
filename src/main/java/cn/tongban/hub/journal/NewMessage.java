package cn.tongban.hub.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * A message to be journalled; the attributes are those of CloudEvents 1.0.
 *
 * @param connector source
 * @param caseNo subject, empty for none
 * @param keySubject whose data key sealed the two payloads
 * @param document the canonical schema, for example {@code case.submitted}
 * @param bundle digest of the bundle that recorded it
 * @param bodyDigest SHA-256 of the bytes as received
 * @param original sealed bytes as received
 * @param canonical sealed canonical JSON
 */
public record NewMessage(
        UUID id,
        String connector,
        String type,
        String caseNo,
        String keySubject,
        String document,
        String mediaType,
        String traceparent,
        String bundle,
        Instant recordedAt,
        byte[] bodyDigest,
        byte[] original,
        byte[] canonical) {}
