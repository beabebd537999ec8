package cn.tongban.hub.replay;

import java.time.Instant;
import java.util.Map;

/**
 * A message on its way in again.
 *
 * @param path parameters of the door's path, as they stand in it
 * @param key stands for the idempotency key, of which only a digest is kept
 */
record Arriving(Map<String, String> path, String mediaType, String key, Instant at, byte[] body) {}
