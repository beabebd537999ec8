package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which clocks of cases that are on their way; null means any. The two last say where the page before ended. */
public record ClockFilter(
        @Nullable ClockLight light,
        @Nullable CaseState state,
        @Nullable String origin,
        @Nullable String handler,
        @Nullable LocalDate after,
        @Nullable String afterCaseNo) {}
