package cn.tongban.hub.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a case stands. Which state may follow which is said by {@link CaseEdges} alone. */
public enum CaseState {
    SUBMITTED("case.submitted"),
    RECEIVED("case.received"),
    CORRECTING("case.correction-requested"),
    NOT_ACCEPTED("case.not-accepted"),
    ACCEPTED("case.accepted"),
    TOLERANT_ACCEPTED("case.tolerantly-accepted"),
    FORWARDED("case.forwarded"),
    IN_REVIEW("case.review-started"),
    SUSPENDED("case.suspended"),
    DECIDED("case.decided"),
    CLOSED("case.closed"),
    WITHDRAWN("case.withdrawn"),
    TERMINATED("case.terminated"),
    ISSUED("case.issued"),
    DELIVERED("case.delivered"),
    REVOKED("case.revoked");

    private final String eventType;

    CaseState(String eventType) {
        this.eventType = eventType;
    }

    /** Type of the message that tells that a case came here, for example {@code case.review-started}. */
    public String eventType() {
        return eventType;
    }

    /** Whether the case is still on its way to a decision. */
    public boolean isBeforeDecision() {
        return switch (this) {
            case SUBMITTED, RECEIVED, CORRECTING, ACCEPTED, TOLERANT_ACCEPTED, FORWARDED, IN_REVIEW, SUSPENDED -> true;
            case NOT_ACCEPTED, DECIDED, CLOSED, WITHDRAWN, TERMINATED, ISSUED, DELIVERED, REVOKED -> false;
        };
    }

    /** Key of the label in the message files, for example {@code case.state.in-review}. */
    public String labelKey() {
        return "case.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state that a message type tells of; empty for other types. */
    public static Optional<CaseState> ofEventType(String type) {
        return Arrays.stream(values()).filter(s -> s.eventType.equals(type)).findFirst();
    }
}
