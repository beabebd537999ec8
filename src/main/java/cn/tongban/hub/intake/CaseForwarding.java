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
import cn.tongban.hub.parcel.OrderNo;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a receipt says about the case. When the side that decides has taken the submission, the case is with it: FORWARDED,
 * concluded from the receipt and marked as derived; steps that came earlier than the receipt and were parked for it go on
 * now. A receipt for a wish to have the case back may hold the answer, and one for an order to a carrier makes a parcel.
 */
final class CaseForwarding implements SettlementHook {
    private static final String SUBMITTED = "case.submitted";
    private static final Set<String> TYPES = Set.of(SUBMITTED, TakeBacks.REQUESTED);

    private final CaseRepository cases;
    private final CaseCommit caseCommit;
    private final ParcelCommit parcels;
    private final Clock clock;

    CaseForwarding(CaseRepository cases, CaseCommit caseCommit, ParcelCommit parcels, Clock clock) {
        this.cases = cases;
        this.caseCommit = caseCommit;
        this.parcels = parcels;
        this.clock = clock;
    }

    @Override
    public Conclusion prepare(Collection<Done> candidates) {
        List<String> caseNos = candidates.stream().filter(CaseForwarding::saysSomething).map(Done::caseNo).distinct()
                .sorted().toList();
        Map<String, StoredCase> stored = caseNos.isEmpty() ? Map.of() : cases.lock(caseNos, List.of());
        return done -> {
            closeRejections(done);
            return draw(done, stored);
        };
    }

    /** What was rejected and is taken now needs nobody any more. */
    private void closeRejections(Collection<Done> done) {
        List<CaseRepository.Taken> taken = done.stream().filter(one -> one.reply() != Reply.GIVEN_UP)
                .map(one -> new CaseRepository.Taken(one.caseNo(), one.destination(), one.type())).toList();
        if (!taken.isEmpty()) {
            cases.closeRejections(taken);
        }
    }

    private static boolean saysSomething(Done done) {
        return order(done).isPresent()
                || TYPES.contains(done.type()) && done.type().equals(SUBMITTED) == (done.reply() == Reply.NONE);
    }

    /** The order that was taken, if it is one of this case. */
    private static Optional<OrderNo> order(Done done) {
        return OrderNo.parse(done.taken().orderNo()).filter(orderNo -> orderNo.caseNo().equals(done.caseNo()));
    }

    private List<NewDelivery> draw(Collection<Done> done, Map<String, StoredCase> stored) {
        Instant now = clock.instant();
        List<CaseDraft> changed = new ArrayList<>();
        ParcelCommit.Round ordered = parcels.begin(List.of());
        for (Done one : done) {
            StoredCase of = stored.get(one.caseNo());
            if (of != null && saysSomething(one)) {
                CaseDraft draft = caseCommit.draft(of);
                order(one).ifPresentOrElse(
                        orderNo -> ordered.ordered(orderNo, one, draft, now), () -> conclude(draft, one, now));
                if (draft.isChanged()) {
                    changed.add(draft);
                }
            }
        }
        ordered.write();
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
