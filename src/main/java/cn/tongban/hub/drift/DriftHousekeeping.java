package cn.tongban.hub.drift;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Renews the figure of open drifts, and forgets what is long over. */
final class DriftHousekeeping {
    private static final Logger log = LoggerFactory.getLogger(DriftHousekeeping.class);
    private static final Duration SHAPES = Duration.ofDays(180);
    private static final Duration DECIDED = Duration.ofDays(365);

    private final Drifts drifts;
    private final DriftRepository repository;
    private final Clock clock;
    private final MultiGauge open;

    DriftHousekeeping(Drifts drifts, DriftRepository repository, MeterRegistry meters, Clock clock) {
        this.drifts = drifts;
        this.repository = repository;
        this.clock = clock;
        this.open = MultiGauge.builder("hub.drift.open")
                .description("Changes of what a counterpart sends that wait for a person").register(meters);
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void measure() {
        try {
            open.register(drifts.open().entrySet().stream()
                    .map(one -> MultiGauge.Row.of(Tags.of("connector", one.getKey()), one.getValue())).toList(), true);
        } catch (DataAccessException e) {
            log.debug("Figures are not renewed, the database does not answer", e);
        }
    }

    @Scheduled(fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void forget() {
        try {
            Instant now = clock.instant();
            repository.forget(now.minus(SHAPES), now.minus(DECIDED));
        } catch (DataAccessException e) {
            log.warn("Housekeeping was put off, the database did not take it: {}", e.getMessage());
        }
    }
}
