package cn.tongban.hub.tolerance;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.intake.Fate;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseBook;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.util.List;

/** What people decide about promises. */
public final class PromiseDesk {
    private final PromiseBook book;
    private final CaseQueries cases;
    private final Recorder recorder;
    private final PromiseMessages messages;
    private final Clock clock;

    PromiseDesk(PromiseBook book, CaseQueries cases, Recorder recorder, ActiveBundle active, Clock clock) {
        this.book = book;
        this.cases = cases;
        this.recorder = recorder;
        this.messages = new PromiseMessages(active);
        this.clock = clock;
    }

    /**
     * The material is not needed any more; a decision that waited for it goes on.
     *
     * @throws HubException CASE_UNKNOWN, NOT_FOUND, or NOT_POSSIBLE_NOW when it is not owed
     */
    public Promise waive(String caseNo, int no, String who, String why) {
        return decide(caseNo, no, PromiseAct.WAIVE, who, why);
    }

    /**
     * What the letter says is true. Of one that was found false this takes the finding back.
     *
     * @throws HubException CASE_UNKNOWN, NOT_FOUND, or NOT_POSSIBLE_NOW when it was verified or replaced
     */
    public Promise verify(String caseNo, int no, String who, String why) {
        Promise letter = find(caseNo, no, PromiseKind.COMMITMENT);
        boolean again = PromiseAct.CORRECT.isPossible(letter.kind(), letter.status());
        return decide(caseNo, no, again ? PromiseAct.CORRECT : PromiseAct.VERIFY, who, why);
    }

    /**
     * What the letter says is not true.
     *
     * @throws HubException CASE_UNKNOWN, NOT_FOUND, or NOT_POSSIBLE_NOW when it was found false or replaced
     */
    public Promise findFalse(String caseNo, int no, String who, String why) {
        return decide(caseNo, no, PromiseAct.FIND_FALSE, who, why);
    }

    /** In the caller's transaction, so that the act, its reason and its message are there together or not at all. */
    private Promise decide(String caseNo, int no, PromiseAct act, String who, String why) {
        if (why.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
        CaseSummary of = cases.find(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
        Promise promise = find(caseNo, no, act.kind());
        if (!act.isPossible(promise.kind(), promise.status())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, promise.status().name());
        }
        PromiseMessages.Cause cause = new PromiseMessages.Cause(who, why);
        Fate fate = recorder.recordTogether(
                List.of(messages.of(promise, act, clock.instant(), cause, of.origin())), fates -> {}).get(0);
        if (fate instanceof Fate.Refused refused) {
            throw refused.why();
        }
        return find(caseNo, no, act.kind());
    }

    private Promise find(String caseNo, int no, PromiseKind kind) {
        return book.find(caseNo, no).filter(promise -> promise.kind() == kind)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, caseNo + "/" + no));
    }
}
