package cn.tongban.hub.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/** Tells for which partners no ticket can be had, and since when. Never down: no other node could have one either. */
final class TicketWatch implements HealthIndicator {
    private final ActiveBundle active;
    private final Clock clock;
    private final MultiGauge failing;

    TicketWatch(ActiveBundle active, MeterRegistry meters, Clock clock) {
        this.active = active;
        this.clock = clock;
        this.failing = MultiGauge.builder("hub.ticket.failing").baseUnit("seconds")
                .description("Since when no ticket of a partner can be had").register(meters);
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        troubles().forEach(trouble -> health.withDetail(trouble.connector(), trouble.reason() + " since " + trouble.since()));
        return health.build();
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        failing.register(troubles().stream().<MultiGauge.Row<?>>map(trouble -> MultiGauge.Row.of(
                Tags.of("connector", trouble.connector()),
                (double) Duration.between(trouble.since(), clock.instant()).toSeconds())).toList(), true);
    }

    private List<Tickets.Trouble> troubles() {
        return active.tickets().map(Tickets::troubles).orElse(List.of());
    }
}
