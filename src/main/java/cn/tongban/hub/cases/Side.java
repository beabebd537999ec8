package cn.tongban.hub.cases;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * From where a case is reported on. Who decides may report every step; the desk may report what happens at a counter, a
 * withdrawal among it, because applicants go to either. A party that is neither does not learn that the case exists.
 */
public enum Side {
    DESK,
    DECIDING,
    /** Neither, with a profile that lets it report on the cases of others, such as a courier. */
    OTHER;

    private static final Set<CaseState> AT_A_COUNTER = EnumSet.of(
            CaseState.SUBMITTED,
            CaseState.RECEIVED,
            CaseState.CORRECTING,
            CaseState.ACCEPTED,
            CaseState.TOLERANT_ACCEPTED,
            CaseState.WITHDRAWN,
            CaseState.ISSUED,
            CaseState.DELIVERED);

    /** The side on which a reporter stands, empty for a stranger; who is both desk and handler decides. */
    public static Optional<Side> of(String reporter, StoredCase stored, StepProfile profile) {
        if (reporter.equals(stored.handler())) {
            return Optional.of(DECIDING);
        }
        if (reporter.equals(stored.origin())) {
            return Optional.of(DESK);
        }
        return profile.others() ? Optional.of(OTHER) : Optional.empty();
    }

    public boolean mayReport(CaseState target) {
        return this != DESK || AT_A_COUNTER.contains(target);
    }
}
