package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar of this repository against what the notices add up to. */
class WorkDaysTest {
    private static final WorkDays DAYS =
            new WorkDays(WorkCalendar.read(BundleFiles.fromDirectory(Path.of(""))));

    @ParameterizedTest
    @CsvSource({
        "2026-02-13,1,2026-02-14", "2026-02-13,5,2026-02-27", "2026-02-14,1,2026-02-24", "2026-02-12,7,2026-02-28",
        "2026-04-30,5,2026-05-11", "2026-09-18,1,2026-09-20", "2026-09-24,5,2026-10-09", "2026-03-16,20,2026-04-14",
        "2025-09-26,1,2025-09-28", "2025-09-30,7,2025-10-16", "2025-12-31,2,2026-01-05", "2024-02-09,3,2024-02-20",
        "2024-04-30,7,2024-05-13", "2024-09-13,2,2024-09-18", "2026-03-16,0,2026-03-16"
    })
    void addsWorkingDays(LocalDate start, int days, LocalDate expected) {
        assertThat(DAYS.addWorkdays(start, days)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13,2026-02-28,6", "2026-09-18,2026-10-12,12", "2025-09-26,2025-10-13,7", "2026-03-16,2026-03-16,0",
        "2026-03-16,2026-03-13,0"
    })
    void countsWorkingDaysBetween(LocalDate after, LocalDate upTo, int expected) {
        assertThat(DAYS.workdaysBetween(after, upTo)).isEqualTo(expected);
    }

    @Test
    void everyMonthHasItsWorkingDays() {
        Map<Integer, int[]> months = Map.of(
                2024, new int[] {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
                2025, new int[] {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
                2026, new int[] {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23});

        months.forEach((year, expected) -> assertThat(IntStream.rangeClosed(1, 12).map(month -> worked(year, month)))
                .as("%s", year).containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new)));
        assertThat(IntStream.of(months.get(2024)).sum()).isEqualTo(251);
        assertThat(IntStream.of(months.get(2025)).sum()).isEqualTo(248);
        assertThat(IntStream.of(months.get(2026)).sum()).isEqualTo(248);
    }

    @Test
    void theEveOfTheSpringFestivalOf2024WasWorked() {
        assertThat(DAYS.isWorked(LocalDate.of(2024, 2, 9))).isTrue();
    }

    @Test
    void aYearWithoutACalendarGoesByTheWeek() {
        assertThat(DAYS.isKnown(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(DAYS.isKnown(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(DAYS.isWorked(LocalDate.of(2027, 1, 1))).isTrue();
        assertThat(DAYS.isWorked(LocalDate.of(2027, 1, 2))).isFalse();
    }

    private static int worked(int year, int month) {
        LocalDate first = LocalDate.of(year, month, 1);
        return DAYS.workdaysBetween(first.minusDays(1), YearMonth.from(first).atEndOfMonth());
    }
}
