package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.WorkDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Within so many working days after the day of its recording a message must be where it belongs. */
record ReportLimit(WorkDays days, int workdays) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Sixty working days with the longest holidays are shorter. */
    private static final int FARTHEST = 150;

    /** What was recorded before this moment is late now, if it is not there; the limit's last day is not late yet. */
    Instant lateBefore(Instant now) {
        LocalDate today = now.atZone(ZONE).toLocalDate();
        LocalDate day = today.minusDays(1);
        for (int i = 0; i < FARTHEST && !days.addWorkdays(day, workdays).isBefore(today); i++) {
            day = day.minusDays(1);
        }
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
