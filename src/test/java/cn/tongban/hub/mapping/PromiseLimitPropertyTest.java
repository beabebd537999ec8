package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * For every day of three years and every length: the last day on which a promise may be kept is the one that a count of
 * working days, made otherwise, gives; the day after is refused.
 */
class PromiseLimitPropertyTest {
    private static final String FOOD = "11610700Y00000016L3000131999000";
    private static final BundleFiles SAMPLE = BundleFiles.fromDirectory(Path.of(""));
    private static final WorkCalendar CALENDAR = WorkCalendar.read(SAMPLE);

    @Test
    void theLastDayIsTheNthWorkingDayAfterThePromise() {
        for (int days : new int[] {1, 2, 3, 5, 10, 15, 20}) {
            ToleranceLists lists = listsOf(days);
            for (LocalDate promised = LocalDate.of(2024, 1, 1); promised.isBefore(LocalDate.of(2026, 11, 1));
                    promised = promised.plusDays(1)) {
                LocalDate last = lastByCountingBackwards(promised, days);
                assertThat(isAllowed(lists, promised, last)).as("%s + %s until %s", promised, days, last).isTrue();
                assertThat(isAllowed(lists, promised, last.plusDays(1))).as("%s + %s after %s", promised, days, last)
                        .isFalse();
            }
        }
    }

    /** The earliest day up to which so many days are worked; found by halving, over counts of single days. */
    private static LocalDate lastByCountingBackwards(LocalDate promised, int days) {
        int low = days;
        int high = 7 * days + 20;
        while (low < high) {
            int middle = (low + high) / 2;
            long worked = promised.datesUntil(promised.plusDays(middle)).map(day -> day.plusDays(1))
                    .filter(PromiseLimitPropertyTest::isWorked).count();
            if (worked >= days) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return promised.plusDays(low);
    }

    private static boolean isWorked(LocalDate day) {
        return CALENDAR.special(day).isPresent() ? CALENDAR.special(day).get().worked() : day.getDayOfWeek().getValue() < 6;
    }

    private static boolean isAllowed(ToleranceLists lists, LocalDate promised, LocalDate due) {
        ToleranceJudge judge = new ToleranceJudge(lists, new WorkDays(CALENDAR), FOOD);
        judge.debt("场地证明", promised, due, "/d");
        try {
            judge.verdict();
            return true;
        } catch (HubException e) {
            return false;
        }
    }

    private static ToleranceLists listsOf(int days) {
        BundleFiles files = SAMPLE.with(BundleFiles.of(Map.of(ToleranceLists.TOLERABLE,
                ("task_code,material_name,days,valid_from,valid_to\n" + FOOD + ",场地证明," + days + ",2000-01-01,\n")
                        .getBytes(StandardCharsets.UTF_8))));
        return ToleranceLists.read(files);
    }
}
