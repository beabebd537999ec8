package cn.tongban.hub.intake;

import cn.tongban.hub.cases.TimelineDecision;
import java.util.UUID;

/**
 * Something of a case that was taken and is rejected afterwards.
 *
 * @param delivery by which it got there
 * @param by the connector that rejects it
 * @param detail of the task for whoever mends it
 */
record RejectedLater(UUID delivery, String by, String caseNo, String reason, String detail) {
    /** Told again it is a repeat. Where no side decides, the desk mends whatever it is. */
    static void take(CaseDraft draft, CaseEntry.Rejection rejection, String connector, UUID messageId) {
        boolean known = draft.stored().file().known().contains(rejection.mark().stepKey());
        draft.note(rejection.mark(), known ? TimelineDecision.REPEATED : TimelineDecision.NOTED, connector, messageId);
        if (!known) {
            boolean desk = rejection.atDesk() || draft.stored().handler().isEmpty();
            String mender = desk ? draft.stored().origin() : draft.stored().handler();
            draft.rejections.add(new RejectedLater(rejection.delivery(), connector, draft.stored().file().caseNo(),
                    rejection.reason(), connector + " " + rejection.part() + " -> " + mender + ": " + rejection.reason()));
        }
    }
}
