package cn.tongban.hub.egress;

import cn.tongban.hub.egress.CertificateFacts.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at key files and certificates every few seconds, shows their days and speaks up in time: once when it becomes
 * urgent, then once a day.
 */
final class CertificateWatch implements HealthIndicator, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofDays(1);

    private record Said(Urgency urgency, Instant notAfter, Instant at) {}

    private final Egress egress;
    private final Clock clock;
    private final MultiGauge days;
    private final Map<String, Said> said = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(CertificateWatch::daemon);
    private volatile boolean running;

    CertificateWatch(Egress egress, MeterRegistry registry, Clock clock) {
        this.egress = egress;
        this.clock = clock;
        this.days = MultiGauge.builder("hub.certificate.days")
                .description("Days until a certificate ends; type is own or partner")
                .register(registry);
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Health.Builder health = Health.up();
        egress.book().all().forEach(fact -> {
            Urgency urgency = fact.urgency(now);
            if (urgency != Urgency.FINE) {
                health.withDetail(fact.connector() + "." + fact.side().wire(),
                        (urgency == Urgency.EXPIRED ? "expired on " : "ends on ") + fact.notAfter());
            }
            if (urgency == Urgency.EXPIRED) {
                health.down();
            }
        });
        egress.book().troubles().forEach((connector, words) -> health.down().withDetail(connector, words));
        return health.build();
    }

    @Override
    public void start() {
        running = true;
        timer.scheduleWithFixedDelay(this::turn, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void turn() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("Certificates could not be looked at; tried again in {} s", EVERY.toSeconds(), e);
        }
    }

    /** One turn. */
    void look() {
        egress.look();
        Instant now = clock.instant();
        days.register(egress.book().all().stream()
                .map(fact -> MultiGauge.Row.of(
                        Tags.of("connector", fact.connector(), "type", fact.side().wire()),
                        fact,
                        known -> known.days(clock.instant())))
                .toList(), true);
        egress.book().all().forEach(fact -> say(fact, now));
    }

    private void say(CertificateFacts fact, Instant now) {
        String key = fact.connector() + "." + fact.side().wire();
        Urgency urgency = fact.urgency(now);
        Said before = said.get(key);
        boolean same = before != null && before.urgency() == urgency && before.notAfter().equals(fact.notAfter());
        if (same && (urgency == Urgency.FINE || now.isBefore(before.at().plus(AGAIN)))) {
            return;
        }
        said.put(key, new Said(urgency, fact.notAfter(), now));
        if (urgency == Urgency.EXPIRED) {
            log.atError().addKeyValue("connector", fact.connector()).log(
                    "The {} certificate of {} has expired on {}; deliveries wait until it is renewed",
                    fact.side().wire(), fact.connector(), fact.notAfter());
        } else if (urgency == Urgency.SOON) {
            log.atWarn().addKeyValue("connector", fact.connector()).log(
                    "The {} certificate of {} ends on {}; renew it", fact.side().wire(), fact.connector(),
                    fact.notAfter());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hub-certificates");
        thread.setDaemon(true);
        return thread;
    }
}
