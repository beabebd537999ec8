package cn.tongban.hub.cases;

import java.time.Duration;
import java.util.Set;

/**
 * What the hub knows about how a party reports its steps.
 *
 * @param implied states that this party never reports: passed through as {@link Provenance#DERIVED} when its next step
 *     needs them
 * @param park how long an early step waits for the missing one before a person is asked
 * @param decideWithDebt whether this party may decide while materials are still owed
 * @param repeats states that this party reports more than once: again while the case is in one it moves nothing and is
 *     passed on, again after the case has left it for good it is merely late
 * @param others whether this party may report steps of cases that it neither handed in nor handles
 */
public record StepProfile(
        Set<CaseState> implied, Set<CaseState> repeats, Duration park, boolean decideWithDebt, boolean others) {
    /** Nothing implied, a day of patience, no decision with open debts. */
    public static final StepProfile STRICT = new StepProfile(Set.of(), Duration.ofHours(24), false);

    /** A party that reports on its own cases only. */
    public StepProfile(Set<CaseState> implied, Duration park, boolean decideWithDebt) {
        this(implied, Set.of(), park, decideWithDebt, false);
    }

    public StepProfile {
        implied = Set.copyOf(implied);
        repeats = Set.copyOf(repeats);
    }
}
