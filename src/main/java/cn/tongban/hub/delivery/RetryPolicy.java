package cn.tongban.hub.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with jitter.
 *
 * @param first wait after the first failure
 * @param factor growth per failure, at least 1
 * @param max longest wait
 * @param jitter share of the wait that is random, 0 to 1
 * @param attempts how often a request may leave before the delivery is dead
 */
public record RetryPolicy(Duration first, double factor, Duration max, double jitter, int attempts) {

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || factor < 1 || jitter < 0 || jitter > 1 || attempts < 1) {
            throw new IllegalArgumentException("A retry policy needs first > 0, factor >= 1, 0 <= jitter <= 1, attempts >= 1");
        }
    }

    /** The wait after {@code failures} failures in a row (1 = the first). */
    public Duration delay(int failures, RandomGenerator random) {
        double plain = first.toMillis() * Math.pow(factor, Math.min(failures, 60) - 1);
        double capped = Math.min(plain, max.toMillis());
        double spread = 1 - jitter / 2 + jitter * random.nextDouble();
        return Duration.ofMillis(Math.max(1, Math.round(capped * spread)));
    }
}
