package cn.tongban.hub.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Whether the broker is there, and what lies in its queues. A queue that grows is told once, when it passes the limit: its
 * party is slow or away, and only a person can call it. The hub stays ready meanwhile, for its doors need no broker.
 */
final class BrokerWatch implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);

    private final Supplier<Optional<Broker>> broker;
    private final long alarmMessages;
    private final long alarmBytes;
    private final MultiGauge messages;
    private final MultiGauge bytes;
    private volatile Set<String> full = Set.of();

    BrokerWatch(Supplier<Optional<Broker>> broker, long alarmMessages, long pageLimit, MeterRegistry registry) {
        this.broker = broker;
        this.alarmMessages = alarmMessages;
        this.alarmBytes = pageLimit / 2;
        this.messages = MultiGauge.builder("hub.broker.queue.messages")
                .description("messages in the queue of a party").register(registry);
        this.bytes = MultiGauge.builder("hub.broker.queue.bytes")
                .description("what they take on the disk").baseUnit("bytes").register(registry);
        Gauge.builder("hub.broker.up", broker, b -> b.get().map(one -> one.up() ? 1.0 : 0.0).orElse(Double.NaN))
                .description("1 while the broker answers").register(registry);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void look() {
        broker.get().ifPresent(one -> {
            one.look();
            if (one.up()) {
                List<QueueDepth> depths = one.depths();
                register(messages, depths, QueueDepth::messages);
                register(bytes, depths, QueueDepth::bytes);
                alarm(depths);
            }
        });
    }

    private static void register(MultiGauge gauge, List<QueueDepth> depths, ToDoubleFunction<QueueDepth> value) {
        gauge.register(depths.stream()
                .map(d -> MultiGauge.Row.of(Tags.of("connector", d.party(), "type", d.queue()), d, value))
                .toList(), true);
    }

    private void alarm(List<QueueDepth> depths) {
        Set<String> before = full;
        Set<String> now = depths.stream()
                .filter(depth -> depth.messages() >= alarmMessages || depth.bytes() >= alarmBytes)
                .map(depth -> depth.party() + "/" + depth.queue())
                .collect(Collectors.toUnmodifiableSet());
        full = now;
        now.stream().filter(name -> !before.contains(name)).forEach(name -> log.atWarn().addKeyValue("queue", name)
                .log("The queue {} has passed its alarm: its party is slow or away", name));
        before.stream().filter(name -> !now.contains(name)).forEach(name -> log.atInfo().addKeyValue("queue", name)
                .log("The queue {} is below its alarm again", name));
    }

    @Override
    public Health health() {
        Optional<Broker> known = broker.get();
        if (known.isEmpty()) {
            return Health.up().withDetail("reason", "no parties, no broker").build();
        }
        if (!known.get().up()) {
            return Health.down().withDetail("reason", "the broker is away; what is for parties waits").build();
        }
        return Health.up().withDetail("reason", full.isEmpty() ? "answers" : "queues past their alarm: "
                + full.stream().sorted().collect(Collectors.joining(", "))).build();
    }
}
