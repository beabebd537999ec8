package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseMessage;
import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the stored clocks: of cases of which a message came in, and of all live ones when the day, the calendar or the
 * limits are others. It reads behind the intake, which writes nothing for it. Every node tries; one at a time has the
 * progress, for one batch.
 */
final class ClockKeeper {
    private static final Logger log = LoggerFactory.getLogger(ClockKeeper.class);
    private static final int BATCH = 500;

    private final ClockRepository repository;
    private final CaseQueries cases;
    private final Clocks clocks;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration settled;

    /** @param settled age at which a message has been committed, or never will be */
    ClockKeeper(ClockRepository repository, CaseQueries cases, Clocks clocks, TransactionTemplate transactions, Clock clock,
            Duration settled) {
        this.repository = repository;
        this.cases = cases;
        this.clocks = clocks;
        this.transactions = transactions;
        this.clock = clock;
        this.settled = settled;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void often() {
        try {
            keep();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Clocks of cases are kept later, the database did not take them: {}", e.getMessage());
        }
    }

    /** Until nothing is left to do, or another node does it. */
    void keep() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> clocks.rules().map(this::batch).orElse(false)));
        }
    }

    private boolean batch(ClockRules rules) {
        return repository.lock(clocks.bundle()).map(known -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), Pause.ZONE);
            Progress before = known.by(rules.digest(), today);
            Progress after = heard(passed(before, rules, today), rules, today);
            if (!after.equals(known)) {
                repository.save(after);
            }
            return !after.equals(before);
        }).orElse(false);
    }

    private Progress passed(Progress progress, ClockRules rules, LocalDate today) {
        if (progress.passAfter() == null) {
            return progress;
        }
        List<String> live = repository.live(progress.passAfter(), BATCH);
        count(live, rules, today);
        return progress.passedTo(live.size() < BATCH ? null : live.get(live.size() - 1));
    }

    private Progress heard(Progress progress, ClockRules rules, LocalDate today) {
        List<CaseMessage> messages =
                cases.messages(progress.readTo(), Ids.lowest(clock.instant().minus(settled)), 2 * BATCH);
        if (messages.isEmpty()) {
            return progress;
        }
        count(messages.stream().map(CaseMessage::caseNo).distinct().toList(), rules, today);
        return progress.readTo(messages.get(messages.size() - 1).id());
    }

    private void count(List<String> caseNos, ClockRules rules, LocalDate today) {
        if (!caseNos.isEmpty()) {
            repository.keep(clocks.count(caseNos, rules, today));
        }
    }
}
