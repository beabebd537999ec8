package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.List;

/**
 * How this party reports the steps of a case.
 *
 * @param implied names of states that it never reports and that the hub may derive, marked as derived
 * @param repeats names of states that it reports more than once, such as each desk that a case passes
 * @param park how long a step that came too early waits for the ones before it
 * @param decideWithDebt whether it may decide while materials are still owed
 * @param others whether it may report steps of cases that it neither handed in nor handles, as a courier does
 * @param hears names of states of which it wants to hear where it decides a case and another one reports them
 */
public record StepSettings(
        List<String> implied,
        List<String> repeats,
        Duration park,
        boolean decideWithDebt,
        boolean others,
        List<String> hears) {
    /** A party that reports on its own cases only. */
    public StepSettings(List<String> implied, Duration park, boolean decideWithDebt) {
        this(implied, List.of(), park, decideWithDebt, false, List.of());
    }

    public StepSettings {
        implied = List.copyOf(implied);
        repeats = List.copyOf(repeats);
        hears = List.copyOf(hears);
    }
}
