package cn.tongban.hub.clock;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the stored clocks have been brought.
 *
 * @param rules digest of what they are counted by
 * @param day as of which they are counted
 * @param passAfter case after which all live clocks are still to be counted anew, null when none is
 * @param readTo the last message whose case was looked at
 */
record Progress(String rules, LocalDate day, @Nullable String passAfter, UUID readTo) {
    /** With another calendar, other limits or another day every live clock may show something else. */
    Progress by(String newRules, LocalDate today) {
        return rules.equals(newRules) && day.equals(today) ? this : new Progress(newRules, today, "", readTo);
    }

    Progress passedTo(@Nullable String caseNo) {
        return new Progress(rules, day, caseNo, readTo);
    }

    Progress readTo(UUID message) {
        return new Progress(rules, day, passAfter, message);
    }
}
