package cn.tongban.hub.connector;

import java.time.Duration;
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
 * @param ticket present when it lets in only who shows a ticket that it gave out
 * @param test the request by which a connection test shows that the hub is let in
 * @param absentAfter how long after a request may have left its absence is believed
 * @param reportWithin working days after the day of recording by whose end it must have a message; 0 for no limit
 * @param listens what it hears of besides what routes address to it
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
        Optional<LoginCheck> test,
        List<Listening> listens,
        Optional<TicketSettings> ticket,
        int reportWithin,
        Duration absentAfter) {
    public DeliverySettings {
        openingHours = List.copyOf(openingHours);
        maintenance = List.copyOf(maintenance);
        listens = List.copyOf(listens);
    }
}
