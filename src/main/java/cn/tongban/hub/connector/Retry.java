package cn.tongban.hub.connector;

import java.time.Duration;

/**
 * Waits {@code first * factor^n}, never more than {@code max}, spread by {@code jitter} (0.2 = 20 percent either way).
 *
 * @param attempts tries before a delivery is dead
 */
public record Retry(Duration first, double factor, Duration max, double jitter, int attempts) {}
