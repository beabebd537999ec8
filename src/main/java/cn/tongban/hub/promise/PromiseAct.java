package cn.tongban.hub.promise;

import static cn.tongban.hub.promise.PromiseKind.COMMITMENT;
import static cn.tongban.hub.promise.PromiseKind.DEBT;
import static cn.tongban.hub.promise.PromiseStatus.CHECK_DUE;
import static cn.tongban.hub.promise.PromiseStatus.EXPIRED;
import static cn.tongban.hub.promise.PromiseStatus.FALSE;
import static cn.tongban.hub.promise.PromiseStatus.OPEN;
import static cn.tongban.hub.promise.PromiseStatus.SIGNED;
import static cn.tongban.hub.promise.PromiseStatus.VERIFIED;
import static cn.tongban.hub.promise.PromiseStatus.WAIVED;

import java.util.Locale;
import java.util.Set;

/** What happens to a promise besides being kept or said anew. What is not in this table is not possible. */
public enum PromiseAct {
    /** The day comes near; the window is told. */
    REMIND(DEBT, "reminded", Set.of(OPEN), OPEN, false),
    /** The day is past; the window is told and a person asked. The case goes on: only people end it. */
    EXPIRE(DEBT, "expired", Set.of(OPEN), EXPIRED, false),
    /** A person decides that the material is not needed. */
    WAIVE(DEBT, "waived", Set.of(OPEN, EXPIRED), WAIVED, true),
    /** Nobody has checked in time; a person is asked. */
    ASK_FOR_CHECK(COMMITMENT, "check-due", Set.of(SIGNED), CHECK_DUE, false),
    /** A person has checked, and it is true. */
    VERIFY(COMMITMENT, "verified", Set.of(SIGNED, CHECK_DUE), VERIFIED, true),
    /** A person has checked, and it is not true. */
    FIND_FALSE(COMMITMENT, "found-false", Set.of(SIGNED, CHECK_DUE, VERIFIED), FALSE, true),
    /** A person takes back that it was found false. */
    CORRECT(COMMITMENT, "corrected", Set.of(FALSE), VERIFIED, true);

    private final PromiseKind kind;
    private final String event;
    private final Set<PromiseStatus> from;
    private final PromiseStatus to;
    private final boolean decision;

    PromiseAct(PromiseKind kind, String event, Set<PromiseStatus> from, PromiseStatus to, boolean decision) {
        this.kind = kind;
        this.event = event;
        this.from = from;
        this.to = to;
        this.decision = decision;
    }

    /** To what it happens. */
    public PromiseKind kind() {
        return kind;
    }

    /** What the message about it says happened, for example {@code FOUND_FALSE}. */
    public String event() {
        return event.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Type of the message about it, for example {@code commitment.found-false}. */
    public String type() {
        return kind.name().toLowerCase(Locale.ROOT) + "." + event;
    }

    /** Whether it can happen to a promise that stands so. */
    public boolean isPossible(PromiseKind of, PromiseStatus status) {
        return of == kind && from.contains(status);
    }

    /** How the promise stands afterwards. */
    public PromiseStatus to() {
        return to;
    }

    /** Whether only a person does it. */
    public boolean isDecision() {
        return decision;
    }
}
