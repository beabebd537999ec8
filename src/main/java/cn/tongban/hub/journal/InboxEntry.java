package cn.tongban.hub.journal;

import java.time.Instant;

/**
 * One idempotency key of one connector.
 *
 * @param keyDigest 16 bytes over connector and key
 * @param bodyDigest SHA-256 of the body
 * @param receipt the answer, given again byte for byte
 */
public record InboxEntry(byte[] keyDigest, byte[] bodyDigest, String receipt, Instant recordedAt) {}
