package cn.tongban.hub.delivery;

import java.time.Duration;

/**
 * What the hub promised one destination.
 *
 * @param concurrency most requests in flight at once, and most threads and connections it can hold
 * @param ratePerSecond most requests a second from this node, 0 for no cap
 * @param absentAfter how long after a request may have left its absence is believed; until then the destination may still
 *     have it in a queue
 */
public record DeliveryPolicy(
        String destination,
        DoubtPolicy doubt,
        int concurrency,
        int ratePerSecond,
        RetryPolicy retry,
        CircuitPolicy circuit,
        OpeningHours hours,
        Duration absentAfter) {

    /**
     * @param failures failures in a row, over all lanes, that open the circuit
     * @param open how long it stays open before one request may try
     */
    public record CircuitPolicy(int failures, Duration open) {}

    public DeliveryPolicy {
        if (concurrency < 1 || ratePerSecond < 0) {
            throw new IllegalArgumentException("Concurrency must be at least 1, the rate cap not negative: " + destination);
        }
    }
}
