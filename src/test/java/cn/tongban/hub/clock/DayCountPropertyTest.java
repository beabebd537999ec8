package cn.tongban.hub.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.Limit;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every start of three years and every limit up to 60, against a calculation that shares no code. */
class DayCountPropertyTest {
    private static final WorkDays DAYS =
            new WorkDays(WorkCalendar.read(BundleFiles.fromDirectory(Path.of(""))));
    private static final OtherCount OTHER = new OtherCount();
    private static final int LONGEST = 60;

    @Test
    void theSameDaysAreWorked() {
        OtherCount.FIRST.datesUntil(OtherCount.LAST.plusDays(300)).forEach(day ->
                assertThat(DAYS.isWorked(day)).as(day.toString()).isEqualTo(OTHER.worked().contains(day)));
    }

    @Test
    void withoutPausesEveryDeadlineIsTheSame() {
        OtherCount.FIRST.datesUntil(OtherCount.LAST.plusDays(1)).forEach(start -> {
            List<LocalDate> after = new ArrayList<>(OTHER.worked().tailSet(start, false));
            assertThat(DAYS.addWorkdays(start, 0)).isEqualTo(start);
            for (int n = 1; n <= LONGEST; n++) {
                LocalDate expected = after.get(n - 1);
                DayCount count = new DayCount(DAYS, new Limit(n, Limit.Unit.WORKDAY), start, List.of());
                assertThat(DAYS.addWorkdays(start, n)).as("%s + %s", start, n).isEqualTo(expected);
                assertThat(count.due()).isEqualTo(expected);
                assertThat(count.isProvisional()).isEqualTo(expected.getYear() > 2026);
                assertThat(DAYS.workdaysBetween(start, expected)).isEqualTo(n);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20260316})
    void withPausesEveryDeadlineIsTheSame(long seed) {
        Random random = new Random(seed);
        OtherCount.FIRST.datesUntil(OtherCount.LAST.plusDays(1)).forEach(start -> {
            List<Pause> pauses = pauses(random, start);
            Set<LocalDate> paused = new HashSet<>();
            pauses.forEach(pause -> pause.first().datesUntil(pause.last().plusDays(1)).forEach(paused::add));
            for (int n = 1; n <= LONGEST; n++) {
                DayCount count = new DayCount(DAYS, new Limit(n, Limit.Unit.WORKDAY), start, pauses);
                assertThat(count.due()).as("seed %s: %s + %s with %s", seed, start, n, pauses)
                        .isEqualTo(OTHER.deadline(start, n, paused));
                assertThat(count.usedOn(count.due())).isEqualTo(n);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void naturalDaysCountEveryDayThatIsNotPaused(long seed) {
        Random random = new Random(seed);
        OtherCount.FIRST.datesUntil(OtherCount.LAST.plusDays(1)).forEach(start -> {
            List<Pause> pauses = pauses(random, start);
            int n = 1 + random.nextInt(90);
            LocalDate expected = start;
            for (int left = n; left > 0; ) {
                expected = expected.plusDays(1);
                LocalDate day = expected;
                left -= pauses.stream().noneMatch(p -> !day.isBefore(p.first()) && !day.isAfter(p.last())) ? 1 : 0;
            }
            DayCount count = new DayCount(DAYS, new Limit(n, Limit.Unit.NATURAL), start, pauses);
            assertThat(count.due()).as("seed %s: %s + %s", seed, start, n).isEqualTo(expected);
            assertThat(count.isProvisional()).isFalse();
        });
    }

    @Test
    void theExplanationNamesEveryDayOnceAndCountsToTheLimit() {
        Random random = new Random(99);
        OtherCount.FIRST.datesUntil(OtherCount.LAST.plusDays(1)).forEach(start -> {
            int n = 1 + random.nextInt(30);
            DayCount count = new DayCount(DAYS, new Limit(n, Limit.Unit.WORKDAY), start, pauses(random, start));
            List<CountedDay> days = count.days();
            assertThat(days).extracting(CountedDay::date)
                    .containsExactlyElementsOf(start.datesUntil(count.due().plusDays(1)).toList());
            assertThat(days.stream().filter(day -> day.kind().counts())).hasSize(n);
            assertThat(days.get(days.size() - 1).count()).isEqualTo(n);
            assertThat(days.stream().filter(day -> day.kind() == DayKind.SUSPENDED)).hasSize(count.suspended());
        });
    }

    /** Up to three pauses that begin before or after the start and last up to ten days. */
    private static List<Pause> pauses(Random random, LocalDate start) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            LocalDate first = start.plusDays(random.nextInt(60) - 5);
            pauses.add(new Pause(first, first.plusDays(random.nextInt(11))));
        }
        return pauses;
    }
}
