package cn.tongban.hub.drift;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which drifts somebody wants to see; null is no condition.
 *
 * @param before only older ones
 */
public record DriftFilter(@Nullable String connector, @Nullable String state, @Nullable UUID before) {}
