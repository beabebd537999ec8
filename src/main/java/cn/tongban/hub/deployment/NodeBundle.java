package cn.tongban.hub.deployment;

import java.time.Instant;

/**
 * What a node runs.
 *
 * @param problem why it does not run the active bundle, empty when it does
 */
public record NodeBundle(String node, String digest, Instant since, Instant seenAt, String problem) {}
