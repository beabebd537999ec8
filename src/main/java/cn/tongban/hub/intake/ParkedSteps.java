package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.ParkedStep;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Early steps whose predecessor did not come in time: each becomes a task for a person and goes on waiting. */
final class ParkedSteps {
    private static final int AT_ONCE = 200;

    private final CaseRepository cases;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ParkedSteps(CaseRepository cases, TransactionTemplate transaction, Clock clock) {
        this.cases = cases;
        this.transaction = transaction;
        this.clock = clock;
    }

    void expire() {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            List<String> overdue = cases.overdue(now, AT_ONCE);
            if (overdue.isEmpty()) {
                return;
            }
            cases.lock(overdue, List.of()).values().forEach(stored -> ask(stored, now));
        });
    }

    private void ask(StoredCase stored, Instant now) {
        for (ParkedStep late : stored.file().overdue(now)) {
            stored.parked().stream().filter(p -> p.stepKey().equals(late.step().stepKey())).forEach(message -> {
                String detail = stored.file().state() + " -> " + late.step().target();
                cases.insertTask(Ids.next(now), stored.file().caseNo(), "early-step", detail);
                cases.stopWaiting(stored.file().caseNo(), message.no());
            });
        }
    }
}
