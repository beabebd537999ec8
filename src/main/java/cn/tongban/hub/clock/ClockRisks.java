package cn.tongban.hub.clock;

import java.util.List;

/**
 * Cases on their way whose deadline is near or past.
 *
 * @param red how many are past it
 * @param yellow how many are near it
 * @param soonest the most urgent of both, soonest deadline first
 */
public record ClockRisks(long red, long yellow, List<KeptClock> soonest) {
    public ClockRisks {
        soonest = List.copyOf(soonest);
    }
}
