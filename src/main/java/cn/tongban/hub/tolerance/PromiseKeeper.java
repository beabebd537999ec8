package cn.tongban.hub.tolerance;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseBook;
import cn.tongban.hub.promise.PromiseFilter;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds of debts, lets them expire, and asks for checks that are overdue, by the day in Shanghai. Every node tries; one
 * at a time works, and the key of each message keeps two that meet nevertheless from doing a thing twice.
 */
final class PromiseKeeper {
    private static final Logger log = LoggerFactory.getLogger(PromiseKeeper.class);
    private static final int BATCH = 200;
    private static final PromiseFilter.After FIRST = new PromiseFilter.After(LocalDate.of(1970, 1, 1), "", 0);

    private final PromiseBook book;
    private final CaseQueries cases;
    private final Recorder recorder;
    private final Turn turn;
    private final ActiveBundle active;
    private final PromiseMessages messages;
    private final Reminding reminding;

    /** The right to do a batch of work, for one node of the cluster at a time. */
    record Turn(TurnRepository repository, TransactionTemplate transactions) {}

    PromiseKeeper(PromiseBook book, CaseQueries cases, Recorder recorder, Turn turn, ActiveBundle active,
            Reminding reminding) {
        this.book = book;
        this.cases = cases;
        this.recorder = recorder;
        this.turn = turn;
        this.active = active;
        this.messages = new PromiseMessages(active);
        this.reminding = reminding;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void often() {
        try {
            keep();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Promises are looked after later, the database did not answer: {}", e.getMessage());
        } catch (HubException e) {
            log.warn("Promises are looked after later: {}", e.getMessage());
        }
    }

    /** Until nothing is left to do, or another node does it. */
    void keep() {
        if (active.digest().isEmpty()) {
            return;
        }
        for (PromiseKind kind : PromiseKind.values()) {
            PromiseFilter.After after = FIRST;
            while (after != null) {
                PromiseFilter.After from = after;
                after = turn.transactions().execute(status ->
                        turn.repository().take(active.digest().orElse("")) ? batch(kind, from) : null);
            }
        }
    }

    private PromiseFilter.@Nullable After batch(PromiseKind kind, PromiseFilter.After after) {
        LocalDate today = reminding.today();
        LocalDate horizon = kind == PromiseKind.DEBT
                ? reminding.last(new WorkDays(active.bundle().calendar())) : today.minusDays(1);
        List<Promise> due = book.due(kind, today, horizon, after, BATCH);
        Map<String, String> origins = cases.find(due.stream().map(Promise::caseNo).distinct().toList()).stream()
                .collect(Collectors.toMap(CaseSummary::caseNo, CaseSummary::origin));
        due.forEach(promise -> act(promise, actOf(promise, today), origins.getOrDefault(promise.caseNo(), "")));
        if (due.size() < BATCH) {
            return null;
        }
        Promise last = due.get(due.size() - 1);
        return new PromiseFilter.After(last.dueDate(), last.caseNo(), last.no());
    }

    private static PromiseAct actOf(Promise promise, LocalDate today) {
        if (promise.kind() == PromiseKind.COMMITMENT) {
            return PromiseAct.ASK_FOR_CHECK;
        }
        return promise.dueDate().isBefore(today) ? PromiseAct.EXPIRE : PromiseAct.REMIND;
    }

    private void act(Promise promise, PromiseAct act, String origin) {
        try {
            recorder.record(messages.of(promise, act, reminding.clock().instant(), PromiseMessages.Cause.CLOCK, origin));
        } catch (HubException e) {
            if (e.code().kind() == ErrorKind.RETRY) {
                throw e;
            }
            // It was paid or decided meanwhile; whatever else it is comes again in the next round.
            log.atInfo().addKeyValue("caseNo", promise.caseNo()).addKeyValue("promise", promise.no())
                    .log("{} was not recorded: {}", act.type(), e.getMessage());
        }
    }
}
