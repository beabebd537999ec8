package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.List;

/**
 * How this party reports the steps of a case.
 *
 * @param implied names of states that it never reports and that the hub may derive, marked as derived
 * @param park how long a step that came too early waits for the ones before it
 * @param decideWithDebt whether it may decide while materials are still owed
 */
public record StepSettings(List<String> implied, Duration park, boolean decideWithDebt) {
    public StepSettings {
        implied = List.copyOf(implied);
    }
}
