package cn.tongban.hub.source;

import cn.tongban.hub.source.SourceBoard.Shown;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Small regular work around the sources: follows the bundle, renews the figures, forgets what is long over. */
final class SourceHousekeeping {
    private static final Logger log = LoggerFactory.getLogger(SourceHousekeeping.class);
    /** Longer than a case lasts. A child that comes later still waits for its limit and is handed over then. */
    private static final Duration PARENTS = Duration.ofDays(730);
    private static final int PARENTS_AT_ONCE = 10_000;

    private final Sources sources;
    private final SourceRepository repository;
    private final WaitingRepository waiting;
    private final MultiGauge behind;
    private final MultiGauge held;
    private final MultiGauge alarms;

    SourceHousekeeping(Sources sources, SourceRepository repository, WaitingRepository waiting, MeterRegistry meters) {
        this.sources = sources;
        this.repository = repository;
        this.waiting = waiting;
        this.behind = MultiGauge.builder("hub.cdc.lag").baseUnit("seconds")
                .description("Age of the newest change that is recorded, by heartbeat").register(meters);
        this.held = MultiGauge.builder("hub.cdc.lag.bytes").baseUnit("bytes")
                .description("What the other side keeps for this hub").register(meters);
        this.alarms = MultiGauge.builder("hub.source.alarms").description("Open alarms of a source").register(meters);
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void often() {
        sources.follow();
        Map<String, Shown> shown = sources.shown();
        behind.register(rows(shown, s -> s.lag().map(lag -> lag.behind().toMillis() / 1000.0).stream()), true);
        held.register(rows(shown, s -> s.lag().map(lag -> (double) lag.bytes()).stream()), true);
        alarms.register(rows(shown, s -> Stream.of((double) s.alarms().size())), true);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void hourly() {
        try {
            repository.forgetPassing();
            waiting.forgetParents(PARENTS, PARENTS_AT_ONCE);
        } catch (DataAccessException e) {
            log.warn("Housekeeping was put off, the database did not take it: {}", e.getMessage());
        }
    }

    private static List<MultiGauge.Row<?>> rows(Map<String, Shown> shown, Function<Shown, Stream<Double>> value) {
        return shown.entrySet().stream().<MultiGauge.Row<?>>flatMap(one -> value.apply(one.getValue())
                .map(figure -> MultiGauge.Row.of(Tags.of("connector", one.getKey()), figure))).toList();
    }
}
