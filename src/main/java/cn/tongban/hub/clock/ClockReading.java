package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.Limit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the clock of a case shows. Days are those of Asia/Shanghai; a deadline is the last day on which it is kept.
 *
 * @param why there is no clock; null where there is one
 * @param acceptedOn day on which the limits begin; it is not counted
 * @param stoppedOn null while the case is on its way, and where nobody reported the time
 * @param promisedDue null if nothing was promised
 * @param statutoryDue null if the catalogue says nothing about the law
 * @param used days of the promised limit that are used up, of the statutory one if nothing was promised
 * @param remaining days of the same limit that are left; below zero when it is past
 * @param unit what used and remaining count
 * @param light the worse one of both limits; null for a stopped clock
 * @param outcome of the promised limit, else of the statutory one; null until the clock stops
 * @param provisional a date reaches into a year whose calendar is not there yet
 */
public record ClockReading(
        ClockState state,
        @Nullable NoClock why,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate stoppedOn,
        @Nullable LocalDate promisedDue,
        @Nullable LocalDate statutoryDue,
        @Nullable Integer used,
        @Nullable Integer remaining,
        Limit.@Nullable Unit unit,
        @Nullable ClockLight light,
        @Nullable ClockOutcome outcome,
        boolean provisional) {

    static ClockReading none(NoClock why) {
        return new ClockReading(ClockState.NONE, why, null, null, null, null, null, null, null, null, null, false);
    }

    /** The deadline that comes first; null without a clock. */
    @Nullable LocalDate due() {
        if (promisedDue == null || statutoryDue == null) {
            return promisedDue == null ? statutoryDue : promisedDue;
        }
        return promisedDue.isBefore(statutoryDue) ? promisedDue : statutoryDue;
    }
}
