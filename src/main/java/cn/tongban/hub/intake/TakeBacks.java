package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Custody;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What becomes of a desk's wish to have a case back (转办撤回). What has not left yet is taken out of its lane at once; who
 * has the case is asked and decides. A decision on the case ends the matter: it was not given back.
 */
final class TakeBacks {
    static final String REQUESTED = "case.take-back-requested";
    static final String GRANTED = "case.take-back-granted";
    static final String REFUSED = "case.take-back-refused";

    private final Lanes recall;

    /** Takes out of its lane what has not left; see {@link cn.tongban.hub.delivery.Recall#takeOut}. */
    interface Lanes {
        boolean takeOut(String destination, String caseNo, String actor, String why);
    }

    TakeBacks(Lanes recall) {
        this.recall = recall;
    }

    /** @throws HubException CASE_UNKNOWN for a stranger, CASE_STEP_IMPOSSIBLE for the wrong side of the case */
    void take(CaseDraft draft, CaseEntry.TakeBack said, String reporter, CaseDraft.Source source, Instant now) {
        StoredCase stored = draft.stored();
        boolean desk = reporter.equals(stored.origin());
        boolean deciding = reporter.equals(stored.handler()) || reporter.equals(stored.custody().former());
        if (!desk && !deciding) {
            throw new HubException(ErrorCode.CASE_UNKNOWN, stored.file().caseNo());
        }
        boolean asks = said.phase() == CaseEntry.TakeBack.Phase.REQUESTED;
        if (asks ? !desk : !deciding) {
            throw new HubException(ErrorCode.CASE_STEP_IMPOSSIBLE, source.type());
        }
        if (stored.file().known().contains(said.mark().stepKey())
                || asks && stored.custody().takeBack().equals(said.id())) {
            draft.note(said.mark(), TimelineDecision.REPEATED, source.connector(), source.messageId());
        } else if (asks) {
            ask(draft, said, source, now);
        } else {
            answer(draft, said, reporter, source, now);
        }
    }

    private void ask(CaseDraft draft, CaseEntry.TakeBack said, CaseDraft.Source source, Instant now) {
        draft.note(said.mark(), TimelineDecision.TAKE_BACK_REQUESTED, source.connector(), source.messageId());
        StoredCase stored = draft.stored();
        Custody custody = stored.custody();
        boolean elsewhere = !custody.handler().isEmpty() && !custody.handler().equals(stored.origin());
        if (!elsewhere || custody.isAsked() || !isOpen(stored.file())) {
            refused(draft, source.messageId(), now);
        } else if (!custody.held() && recall.takeOut(custody.handler(), stored.file().caseNo(),
                "message " + source.messageId(), "taken back by its desk before it was taken there")) {
            draft.backAtDesk(CaseDraft.Back.concluded(source.messageId(), now), now);
            tell(draft, source.messageId(), GRANTED);
        } else {
            draft.replace(custody.asked(said.id(), source.messageId()));
            draft.passOn(source.messageId(), REQUESTED, source.destinations());
        }
    }

    private static void answer(
            CaseDraft draft, CaseEntry.TakeBack said, String reporter, CaseDraft.Source source, Instant now) {
        Custody custody = draft.stored().custody();
        boolean granted = said.phase() == CaseEntry.TakeBack.Phase.GRANTED;
        boolean waitedFor = reporter.equals(custody.handler()) && custody.takeBack().equals(said.id());
        if (waitedFor && granted) {
            settleGranted(draft, new CaseDraft.Back(said.mark(), source.connector(), source.messageId()), now);
        } else if (waitedFor) {
            draft.replace(custody.answered());
            draft.note(said.mark(), TimelineDecision.TAKE_BACK_REFUSED, source.connector(), source.messageId());
            tell(draft, source.messageId(), REFUSED);
        } else if (granted && !reporter.equals(custody.former())) {
            contradiction(draft);
            draft.note(said.mark(), TimelineDecision.IMPOSSIBLE, source.connector(), source.messageId());
        } else {
            draft.note(said.mark(), TimelineDecision.REPEATED, source.connector(), source.messageId());
        }
    }

    /** What the handler's receipt for the request said, or that a person gave the request up. */
    static void receipt(CaseDraft draft, String destination, UUID request, boolean granted, Instant now) {
        Custody custody = draft.stored().custody();
        boolean waitedFor = destination.equals(custody.handler()) && request.equals(custody.takeBackMessage());
        if (waitedFor && granted) {
            settleGranted(draft, CaseDraft.Back.concluded(request, now), now);
        } else if (waitedFor) {
            refused(draft, request, now);
        } else if (granted && !destination.equals(custody.former())) {
            contradiction(draft);
        }
    }

    /** A case that was decided or ended meanwhile is not given back any more; its desk is told so. */
    static void endIfDecided(CaseDraft draft, Instant now) {
        Custody custody = draft.stored().custody();
        if (custody.isAsked() && !isOpen(draft.stored().file())) {
            refused(draft, Objects.requireNonNull(custody.takeBackMessage()), now);
        }
    }

    private static void settleGranted(CaseDraft draft, CaseDraft.Back back, Instant now) {
        if (draft.backAtDesk(back, now)) {
            tell(draft, back.messageId(), GRANTED);
        } else {
            contradiction(draft);
            refused(draft, back.messageId(), now);
        }
    }

    private static void refused(CaseDraft draft, UUID message, Instant now) {
        if (message.equals(draft.stored().custody().takeBackMessage())) {
            draft.replace(draft.stored().custody().answered());
        }
        draft.note(CaseDraft.Back.concluded(message, now).mark(), TimelineDecision.TAKE_BACK_REFUSED, "", null);
        tell(draft, message, REFUSED);
    }

    private static void tell(CaseDraft draft, UUID message, String what) {
        draft.passOn(message, what, List.of(draft.stored().origin()));
    }

    /** The handler gives back what nobody waits for, or what it has decided: somebody must call there. */
    private static void contradiction(CaseDraft draft) {
        CaseFile file = draft.stored().file();
        draft.tasks.add(new CaseDraft.Task(file.caseNo(), "take-back-contradiction", String.valueOf(file.state())));
    }

    private static boolean isOpen(CaseFile file) {
        CaseState state = file.state();
        return state != null && state.isBeforeDecision();
    }
}
