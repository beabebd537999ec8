package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.stream.Collectors;

/** What a failure means for the delivery. The one question is whether the partner may have seen the request. */
final class Outcomes {
    /** What a mapping says when the partner takes the ticket no longer. */
    static final String TICKET_EXPIRED = "ticket-expired";

    private static final int MOST_PLACES = 5;

    private Outcomes() {}

    /** @param left a request left, or may have */
    static Outcome of(HubException e, boolean left) {
        String reason = (e.subject().isEmpty() ? e.code().code() : e.subject()) + places(e);
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

    /** Whoever repairs a dead letter needs to know which field; a place never holds a value of the document. */
    private static String places(HubException e) {
        return e.places().stream()
                .map(Place::pointer)
                .filter(pointer -> !pointer.isEmpty())
                .distinct()
                .limit(MOST_PLACES)
                .map(pointer -> " " + pointer)
                .collect(Collectors.joining());
    }
}
