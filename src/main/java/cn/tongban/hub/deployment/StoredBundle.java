package cn.tongban.hub.deployment;

import java.time.Instant;

/**
 * A bundle in the database.
 *
 * @param label a name that people gave it, empty for none
 * @param bytes unpacked
 */
public record StoredBundle(String digest, String label, int files, long bytes, Instant storedAt, String storedBy) {}
