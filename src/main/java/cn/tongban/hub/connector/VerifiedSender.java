package cn.tongban.hub.connector;

import java.time.Instant;

/**
 * A caller whose signature was right.
 *
 * @param key name of the secret whose signature it was
 * @param nonce still to be checked against those of the last 15 minutes
 * @param signedAt the caller's own time, within the window
 */
public record VerifiedSender(String sender, String key, String nonce, Instant signedAt) {}
