package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.DeliveryQueries.Balance;
import cn.tongban.hub.delivery.OpenDeliveries.Open;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Figures of the way out, labelled with connector, type and outcome only. */
final class DeliveryMetrics {
    private static final Logger log = LoggerFactory.getLogger(DeliveryMetrics.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final MeterRegistry registry;
    private final OpenDeliveries open;
    private final DeliveryQueries queries;
    private final Clock clock;
    private final MultiGauge backlog;
    private final MultiGauge doubtful;
    private final MultiGauge dead;
    private final MultiGauge oldest;
    private final MultiGauge difference;
    private long notBefore = System.nanoTime();

    DeliveryMetrics(MeterRegistry registry, OpenDeliveries open, DeliveryQueries queries, Clock clock) {
        this.registry = registry;
        this.open = open;
        this.queries = queries;
        this.clock = clock;
        this.backlog = gauge("hub.backlog", "deliveries that wait or are on their way");
        this.doubtful = gauge("hub.doubtful", "deliveries that left and have no usable answer");
        this.dead = gauge("hub.dead", "dead letters that wait for a person");
        this.oldest = gauge("hub.backlog.oldest.seconds", "age of the oldest delivery that is not settled");
        this.difference = gauge("hub.balance.difference", "today's addressed less delivered, dead, discarded and in flight");
    }

    /** One attempt came back. The lag counts from the recording to the receipt. */
    void settled(Head head, DeliveryState state) {
        Tags tags = Tags.of("connector", head.destination(), "type", head.type());
        registry.counter("hub.delivered", tags.and("outcome", state.wire())).increment();
        if (state == DeliveryState.DELIVERED) {
            Timer.builder("hub.delivery.lag").tags(tags).register(registry)
                    .record(Duration.between(head.recordedAt(), clock.instant()));
        }
    }

    /** Counting a day's deliveries takes longer as the day goes on, so it is done at most for a fiftieth of the time. */
    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void measure() {
        long begun = System.nanoTime();
        if (begun - notBefore < 0) {
            return;
        }
        try {
            List<Open> all = open.all();
            rows(backlog, all, Open::waiting);
            rows(doubtful, all, Open::doubtful);
            rows(dead, all, Open::dead);
            rows(oldest, all, o -> age(o.oldest()));
            difference.register(queries.balance(LocalDate.now(clock.withZone(ZONE))).stream()
                    .map(b -> MultiGauge.Row.of(Tags.of("connector", b.destination()), b, Balance::difference))
                    .toList(), true);
        } catch (DataAccessException e) {
            log.debug("Figures are not renewed, the database does not answer", e);
        }
        long now = System.nanoTime();
        notBefore = now + (now - begun) * 50;
    }

    private double age(@org.jspecify.annotations.Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private static void rows(MultiGauge gauge, List<Open> now, ToDoubleFunction<Open> value) {
        gauge.register(now.stream()
                .map(o -> MultiGauge.Row.of(Tags.of("connector", o.destination()), o, value))
                .toList(), true);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
