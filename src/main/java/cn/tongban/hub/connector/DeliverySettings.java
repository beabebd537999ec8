package cn.tongban.hub.connector;

import java.util.List;
import java.util.Optional;

/**
 * The way out to one outside system.
 *
 * @param concurrency calls at once from one node, and connections at most
 * @param ratePerSecond calls per second, 0 = no cap
 * @param maxAnswer bytes of an answer that are read at most
 * @param openingHours empty = always open
 * @param egress how it is reached; empty = directly, trusting whom the JVM trusts
 * @param test the request by which a connection test shows that the hub is let in
 */
public record DeliverySettings(
        DoubtPolicy doubt,
        int concurrency,
        int ratePerSecond,
        int maxAnswer,
        Timeouts timeouts,
        Retry retry,
        Circuit circuit,
        List<OpeningHours> openingHours,
        List<Maintenance> maintenance,
        Optional<EgressSettings> egress,
        Optional<LoginCheck> test) {
    public DeliverySettings {
        openingHours = List.copyOf(openingHours);
        maintenance = List.copyOf(maintenance);
    }
}
