package cn.tongban.hub.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which traffic is meant.
 *
 * @param from first instant
 * @param to first instant that is not meant any more
 * @param connector only what came from it or goes to it; null for all
 */
public record Period(Instant from, Instant to, @Nullable String connector) {}
