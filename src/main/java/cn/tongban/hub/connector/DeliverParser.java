package cn.tongban.hub.connector;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Reads the {@code deliver:} part of {@code connector.yaml}. What is not given gets the most careful value. */
final class DeliverParser {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Retry RETRY = new Retry(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2, 12);
    private static final Circuit CIRCUIT = new Circuit(5, Duration.ofSeconds(10));

    private DeliverParser() {}

    static DeliverySettings deliver(YamlSection section) {
        Timeouts timeouts = section.section("timeouts").map(DeliverParser::timeouts).orElse(TIMEOUTS);
        DeliverySettings settings = new DeliverySettings(
                section.value("doubt", DoubtPolicy.CONFIRM, DoubtPolicy.CONFIRM, Values.choice(DoubtPolicy.class)),
                section.value("concurrency", 4, 4, Values.integer(1, 256)),
                section.value("rate-per-second", 0, 0, Values.integer(0, 100_000)),
                section.value("max-answer", 1 << 20, 1 << 20, Values.size(1 << 10, 16 << 20)),
                timeouts,
                section.section("retry").map(DeliverParser::retry).orElse(RETRY),
                section.section("circuit").map(DeliverParser::circuit).orElse(CIRCUIT),
                section.sections("opening-hours").stream().map(DeliverParser::hours).toList(),
                section.sections("maintenance").stream().map(DeliverParser::maintenance).toList(),
                section.section("egress").map(EgressParser::egress),
                section.section("test").map(EgressParser::test),
                section.sections("listens").stream().map(DeliverParser::listening).toList(),
                section.section("ticket").map(DeliverParser::ticket),
                section.value("report-within", 0, 0, Values.integer(0, 60)),
                section.value("absent-after", timeouts.total(), Duration.ZERO,
                        Values.duration(Duration.ZERO, Duration.ofHours(1))));
        section.close();
        return settings;
    }

    private static Listening listening(YamlSection section) {
        Listening listening = new Listening(
                section.list("types", "?", Values::event),
                section.list("delivery", "?", Values::state),
                section.list("results", "?", Values::state),
                section.value("once", false, false, Values::flag),
                section.value("switch", "", "", Values::name));
        if (listening.types().isEmpty()) {
            section.report("types", "required", "at least one type, such as case.closed");
        }
        section.close();
        return listening;
    }

    private static TicketSettings ticket(YamlSection section) {
        TicketSettings ticket = new TicketSettings(
                section.value("life", null, MINUTE, Values.duration(Duration.ofSeconds(1), Duration.ofDays(30))),
                section.value("renew", Duration.ZERO, Duration.ZERO, Values.duration(Duration.ZERO, Duration.ofDays(1))));
        if (ticket.renew().compareTo(ticket.life()) >= 0) {
            section.report("renew", "contradiction", "renew must be shorter than life");
        }
        section.close();
        return ticket;
    }

    private static Timeouts timeouts(YamlSection section) {
        Timeouts timeouts = new Timeouts(
                section.value("connect", TIMEOUTS.connect(), MILLI, Values.duration(Duration.ofMillis(50), MINUTE)),
                section.value("answer", TIMEOUTS.answer(), MILLI,
                        Values.duration(Duration.ofMillis(50), Duration.ofMinutes(5))),
                section.value("total", TIMEOUTS.total(), Duration.ofDays(1),
                        Values.duration(Duration.ofMillis(100), Duration.ofMinutes(10))));
        if (timeouts.total().compareTo(timeouts.answer()) < 0 || timeouts.total().compareTo(timeouts.connect()) < 0) {
            section.report("total", "contradiction", "total must not be shorter than connect or answer");
        }
        section.close();
        return timeouts;
    }

    private static Retry retry(YamlSection section) {
        Retry retry = new Retry(
                section.value("first", RETRY.first(), MILLI, Values.duration(Duration.ofMillis(50), Duration.ofHours(1))),
                section.value("factor", RETRY.factor(), 2.0, Values.decimal(1, 10)),
                section.value("max", RETRY.max(), Duration.ofDays(1),
                        Values.duration(Duration.ofMillis(50), Duration.ofDays(1))),
                section.value("jitter", RETRY.jitter(), 0.2, Values.decimal(0, 0.5)),
                section.value("attempts", RETRY.attempts(), 1, Values.integer(1, 1000)));
        if (retry.max().compareTo(retry.first()) < 0) {
            section.report("max", "contradiction", "max must not be shorter than first");
        }
        section.close();
        return retry;
    }

    private static Circuit circuit(YamlSection section) {
        Circuit circuit = new Circuit(
                section.value("failures", CIRCUIT.failures(), 1, Values.integer(1, 1000)),
                section.value("open", CIRCUIT.open(), MILLI,
                        Values.duration(Duration.ofMillis(100), Duration.ofHours(1))));
        section.close();
        return circuit;
    }

    private static OpeningHours hours(YamlSection section) {
        List<DayOfWeek> days = section.list("days", DayOfWeek.MONDAY, Values::day);
        OpeningHours hours = new OpeningHours(
                days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days),
                section.value("from", null, LocalTime.MIN, Values::time),
                section.value("to", null, LocalTime.MAX, Values::time));
        if (hours.from().equals(hours.to())) {
            section.report("to", "contradiction", "from and to must differ; a window may cross midnight");
        }
        section.close();
        return hours;
    }

    private static Maintenance maintenance(YamlSection section) {
        Optional<Instant> from = section.value("from", null, Optional.empty(), DeliverParser::instant);
        Optional<Instant> to = section.value("to", null, Optional.empty(), DeliverParser::instant);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            section.report("to", "contradiction", "to must be after from");
        }
        section.close();
        return new Maintenance(from.orElse(Instant.MIN), to.orElse(Instant.MIN));
    }

    private static Optional<Instant> instant(String text) {
        return Optional.of(Values.instant(text));
    }
}
