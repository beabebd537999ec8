package cn.tongban.hub.alert;

import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.OwnMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts behind the intake what came of each flow, each message once: ids tell the time, so a step is a range of ids and
 * never longer than ten minutes of the journal. Every node tries; one at a time has the progress, for one step.
 */
final class FlowCounter {
    private static final Logger log = LoggerFactory.getLogger(FlowCounter.class);
    // Ids are given before the commit and by the clocks of several nodes; a recording is given up after five seconds.
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final long BUDGET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final FlowHourRepository repository;
    private final TransactionTemplate transactions;
    private final AlertProperties settings;
    private final Clock clock;

    FlowCounter(FlowHourRepository repository, TransactionTemplate transactions, AlertProperties settings, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void often() {
        if (!settings.enabled()) {
            return;
        }
        try {
            // At the first start the past is caught up with little by little; other work of this thread must not wait for it.
            long begun = System.nanoTime();
            boolean more = true;
            while (more && System.nanoTime() - begun < BUDGET_NANOS) {
                more = step();
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Flows are counted later, the database did not take it: {}", e.getMessage());
        }
    }

    /** True while there is more to count. */
    boolean step() {
        return Boolean.TRUE.equals(transactions.execute(status -> repository.lock().map(this::step).orElse(false)));
    }

    private boolean step(FlowHourRepository.Progress progress) {
        Instant settled = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.MILLIS);
        Instant from = progress.counted().orElseGet(() -> begin(settled));
        if (!from.isBefore(settled)) {
            return false;
        }
        Instant hour = FlowHours.of(from);
        Instant to = earlier(settled, earlier(from.plus(STEP), hour.plus(FlowHours.HOUR)));
        repository.add(hour, Ids.lowest(from), Ids.lowest(to), OwnMessages.CONNECTOR);
        repository.countedTo(to);
        return to.isBefore(settled);
    }

    /** With the oldest message, if it is not older than what is learned from. */
    private Instant begin(Instant settled) {
        Instant longAgo = settled.minus(Duration.ofDays(7L * settings.silence().weeks()));
        Instant oldest = repository.oldestMessage().map(Ids::timeOf).orElse(settled);
        return FlowHours.of(oldest.isBefore(longAgo) ? longAgo : earlier(oldest, settled));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
