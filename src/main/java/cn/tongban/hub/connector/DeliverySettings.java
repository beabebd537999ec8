package cn.tongban.hub.connector;

import java.util.List;

/**
 * The way out to one outside system.
 *
 * @param concurrency calls at once from one node, and connections at most
 * @param ratePerSecond calls per second, 0 = no cap
 * @param maxAnswer bytes of an answer that are read at most
 * @param openingHours empty = always open
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
        List<Maintenance> maintenance) {
    public DeliverySettings {
        openingHours = List.copyOf(openingHours);
        maintenance = List.copyOf(maintenance);
    }
}
