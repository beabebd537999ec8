package cn.tongban.hub.alert;

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
import org.springframework.transaction.TransactionException;

/** Renews the figure of open alerts, and forgets what is long over. */
final class AlertHousekeeping {
    private static final Logger log = LoggerFactory.getLogger(AlertHousekeeping.class);
    private static final Duration ALERTS = Duration.ofDays(180);
    private static final Duration NOTICES = Duration.ofDays(30);
    private static final long WEEKS_BEYOND = 1;

    private final Repositories repositories;
    private final AlertProperties settings;
    private final Clock clock;
    private final MultiGauge open;

    /** What is swept. */
    record Repositories(AlertRepository alerts, NoticeRepository notices, FlowHourRepository hours, ClusterRepository cluster) {}

    AlertHousekeeping(Repositories repositories, AlertProperties settings, MeterRegistry meters, Clock clock) {
        this.repositories = repositories;
        this.settings = settings;
        this.clock = clock;
        this.open = MultiGauge.builder("hub.alerts.open")
                .description("Alerts by rule that nobody has seen and nobody muted").register(meters);
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void measure() {
        try {
            open.register(repositories.alerts().waiting(clock.instant()).entrySet().stream()
                    .map(one -> MultiGauge.Row.of(Tags.of("type", one.getKey().wire()), one.getValue())).toList(), true);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Figures are not renewed, the database does not answer", e);
        }
    }

    @Scheduled(fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void forget() {
        try {
            Instant now = clock.instant();
            repositories.alerts().forgetEnded(now.minus(ALERTS));
            repositories.notices().forget(now.minus(NOTICES));
            repositories.hours().forget(now.minus(Duration.ofDays(7 * (settings.silence().weeks() + WEEKS_BEYOND))));
            repositories.cluster().forgetReports();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Housekeeping was put off, the database did not take it: {}", e.getMessage());
        }
    }
}
