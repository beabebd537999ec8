package cn.tongban.hub.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On each day of three years: up to the last near day so many working days are left, and the next day is one more. */
class RemindingPropertyTest {
    private static final WorkCalendar CALENDAR = WorkCalendar.read(BundleFiles.fromDirectory(Path.of("")));
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10})
    void theLastNearDayIsTheOneBeforeTheNextWorkingDay(int before) {
        for (LocalDate today = LocalDate.of(2024, 1, 1); today.isBefore(LocalDate.of(2026, 12, 1)); today = today.plusDays(1)) {
            LocalDate last = on(today, LocalTime.MIDNIGHT, before).last(new WorkDays(CALENDAR));

            assertThat(worked(today, last)).as("%s, %s before", today, before).isEqualTo(before);
            assertThat(worked(today, last.plusDays(1))).as("%s, %s before", today, before).isEqualTo(before + 1);
        }
    }

    @Test
    void theDayBeginsAtMidnightInShanghai() {
        LocalDate day = LocalDate.of(2026, 3, 16);

        assertThat(on(day, LocalTime.MIDNIGHT, 2).today()).isEqualTo(day);
        assertThat(on(day, LocalTime.MAX, 2).today()).isEqualTo(day);
    }

    private static Reminding on(LocalDate day, LocalTime time, int before) {
        Instant instant = day.atTime(time).atZone(SHANGHAI).toInstant();
        return new Reminding(before, Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static long worked(LocalDate after, LocalDate upTo) {
        return after.datesUntil(upTo).map(day -> day.plusDays(1))
                .filter(day -> CALENDAR.special(day).map(WorkCalendar.Special::worked)
                        .orElse(day.getDayOfWeek().getValue() < 6))
                .count();
    }
}
