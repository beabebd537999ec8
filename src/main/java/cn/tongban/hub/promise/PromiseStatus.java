package cn.tongban.hub.promise;

import java.util.Locale;

/** How a promise stands; the first four and the next four are those of one kind, {@link #REPLACED} is for both. */
public enum PromiseStatus {
    /** Owed. */
    OPEN,
    /** Owed, and its day is past. */
    EXPIRED,
    SUPPLIED,
    /** A person decided that it is not needed. */
    WAIVED,
    /** To be checked. */
    SIGNED,
    /** To be checked, and the day of the check is past. */
    CHECK_DUE,
    VERIFIED,
    /** A person found that it is not true. */
    FALSE,
    /** A newer version of the submission says something else. */
    REPLACED;

    /** Whether the material is still owed. */
    public boolean isOwed() {
        return this == OPEN || this == EXPIRED;
    }

    /** Whether a newer submission that says something else takes its place; what a person found about a letter stays. */
    boolean isReplaceable() {
        return isOwed() || this == SIGNED || this == CHECK_DUE;
    }

    /** Whether a newer submission that says the same again means this promise. */
    boolean isStanding() {
        return isReplaceable() || this == VERIFIED || this == FALSE;
    }

    /** Key of the label in the message files. */
    public String labelKey() {
        return "promise.status." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
