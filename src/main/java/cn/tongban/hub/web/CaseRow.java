package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.clock.ClockLight;
import cn.tongban.hub.clock.ClockState;
import cn.tongban.hub.clock.KeptClock;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list.
 *
 * @param clock follows the case within about a minute; null as long as it was not counted
 */
public record CaseRow(@JsonUnwrapped CaseSummary summary, @Nullable RowClock clock) {
    /**
     * The clock of a case in a list.
     *
     * @param due the deadline that comes first, null without a clock
     * @param light null for a clock that does not run
     */
    public record RowClock(ClockState state, @Nullable LocalDate due, @Nullable ClockLight light, boolean provisional) {}

    static CaseRow of(CaseSummary summary, @Nullable KeptClock kept) {
        return new CaseRow(summary, kept == null ? null
                : new RowClock(kept.state(), kept.due(), kept.light(), kept.provisional()));
    }
}
