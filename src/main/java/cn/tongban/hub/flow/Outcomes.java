package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;

/** What a failure means for the delivery. The one question is whether the partner may have seen the request. */
final class Outcomes {
    private Outcomes() {}

    /** @param left a request left, or may have */
    static Outcome of(HubException e, boolean left) {
        String reason = e.subject().isEmpty() ? e.code().code() : e.subject();
        return switch (e.code().kind()) {
            case DOUBT -> new Outcome.Doubtful(e.code(), reason);
            case RETRY -> left
                    ? new Outcome.Doubtful(ErrorCode.ANSWER_LOST, e.code().code() + " after a request had left")
                    : new Outcome.RetryLater(e.code(), reason, e.retryAfter().orElse(null));
            case REJECT, DEFECT -> left
                    // The partner answered and our own mapping or contract could not read it: it may well be done.
                    ? new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, e.code().code() + " " + e.subject())
                    : new Outcome.Dead(e.code(), reason);
        };
    }
}
