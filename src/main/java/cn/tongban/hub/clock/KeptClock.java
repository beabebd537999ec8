package cn.tongban.hub.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a clock so that cases can be listed by it; follows the case within about a minute.
 *
 * @param due the deadline that comes first, null without a clock
 * @param light null for a clock that does not run
 * @param provisional the date reaches into a year whose calendar is not there yet
 */
public record KeptClock(
        String caseNo, ClockState state, @Nullable LocalDate due, @Nullable ClockLight light, boolean provisional) {

    static KeptClock of(String caseNo, ClockReading reading) {
        return new KeptClock(caseNo, reading.state(), reading.due(), reading.light(), reading.provisional());
    }
}
