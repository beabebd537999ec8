package cn.tongban.hub.cases;

import java.time.Duration;
import java.util.HashSet;
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
 * @param hears states of which this party wants to hear, where it decides a case and somebody else reports them
 */
public record StepProfile(
        Set<CaseState> implied,
        Set<CaseState> repeats,
        Duration park,
        boolean decideWithDebt,
        boolean others,
        Set<CaseState> hears) {
    /** Nothing implied, a day of patience, no decision with open debts. */
    public static final StepProfile STRICT = new StepProfile(Set.of(), Duration.ofHours(24), false);

    /** A party that does not want to hear of what others report. */
    public StepProfile(
            Set<CaseState> implied, Set<CaseState> repeats, Duration park, boolean decideWithDebt, boolean others) {
        this(implied, repeats, park, decideWithDebt, others, Set.of());
    }

    /** A party that reports on its own cases only. */
    public StepProfile(Set<CaseState> implied, Duration park, boolean decideWithDebt) {
        this(implied, Set.of(), park, decideWithDebt, false, Set.of());
    }

    public StepProfile {
        implied = Set.copyOf(implied);
        repeats = Set.copyOf(repeats);
        hears = Set.copyOf(hears);
    }

    /** The same party, which may also report this state when the case is in it already. */
    public StepProfile repeating(CaseState state) {
        Set<CaseState> more = new HashSet<>(repeats);
        more.add(state);
        return new StepProfile(implied, more, park, decideWithDebt, others, hears);
    }
}
