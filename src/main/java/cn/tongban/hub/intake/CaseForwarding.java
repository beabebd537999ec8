package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.NewDelivery;
import cn.tongban.hub.delivery.Reply;
import cn.tongban.hub.delivery.SettlementHook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a receipt says about the case. When the side that decides has taken the submission, the case is with it: FORWARDED,
 * concluded from the receipt and marked as derived; steps that came earlier than the receipt and were parked for it go on
 * now. A receipt for a wish to have the case back may hold the answer.
 */
final class CaseForwarding implements SettlementHook {
    private static final String SUBMITTED = "case.submitted";
    private static final Set<String> TYPES = Set.of(SUBMITTED, TakeBacks.REQUESTED);

    private final CaseRepository cases;
    private final CaseCommit caseCommit;
    private final Clock clock;

    CaseForwarding(CaseRepository cases, CaseCommit caseCommit, Clock clock) {
        this.cases = cases;
        this.caseCommit = caseCommit;
        this.clock = clock;
    }

    @Override
    public Conclusion prepare(Collection<Done> candidates) {
        List<String> caseNos = candidates.stream().filter(CaseForwarding::saysSomething).map(Done::caseNo).distinct()
                .sorted().toList();
        if (caseNos.isEmpty()) {
            return done -> List.of();
        }
        Map<String, StoredCase> stored = cases.lock(caseNos, List.of());
        return done -> draw(done, stored);
    }

    private static boolean saysSomething(Done done) {
        return TYPES.contains(done.type()) && done.type().equals(SUBMITTED) == (done.reply() == Reply.NONE);
    }

    private List<NewDelivery> draw(Collection<Done> done, Map<String, StoredCase> stored) {
        Instant now = clock.instant();
        List<CaseDraft> changed = new ArrayList<>();
        for (Done one : done) {
            StoredCase of = stored.get(one.caseNo());
            if (of != null && saysSomething(one)) {
                CaseDraft draft = new CaseDraft(of, false);
                conclude(draft, one, now);
                if (draft.isChanged()) {
                    changed.add(draft);
                }
            }
        }
        if (changed.isEmpty()) {
            return List.of();
        }
        cases.update(changed.stream().map(CaseDraft::stored).toList());
        caseCommit.writeTrace(changed);
        return changed.stream().flatMap(draft -> GroupCommit.deliveriesOf(draft, now).stream()).toList();
    }

    private static void conclude(CaseDraft draft, Done done, Instant now) {
        if (done.type().equals(TakeBacks.REQUESTED)) {
            TakeBacks.receipt(draft, done.destination(), done.messageId(), done.reply() == Reply.GRANTED, now);
        } else if (draft.stored().handler().equals(done.destination())) {
            draft.isHeld();
            draft.conclude(forwarded(draft.stored().file(), now), StepProfile.STRICT, now);
            TakeBacks.endIfDecided(draft, now);
        }
    }

    private static Step forwarded(CaseFile file, Instant now) {
        Instant asOf = file.newestStepAt() == null ? now : file.newestStepAt();
        return Step.of("hub/forwarded/" + file.version(), CaseState.FORWARDED, asOf).by(Provenance.DERIVED);
    }
}
