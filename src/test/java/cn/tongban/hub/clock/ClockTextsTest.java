package cn.tongban.hub.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.Limit;
import cn.tongban.hub.support.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockTextsTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 12, 25);

    static Stream<Locale> languages() {
        return Stream.of(Texts.ZH, Texts.EN);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyStateLightUnitOutcomeAndReasonHasItsWords(Locale locale) {
        Stream.of(ClockState.values()).forEach(one -> assertThat(word(locale, "clock.state.", one)).isNotBlank());
        Stream.of(ClockLight.values()).forEach(one -> assertThat(word(locale, "clock.light.", one)).isNotBlank());
        Stream.of(ClockOutcome.values()).forEach(one -> assertThat(word(locale, "clock.outcome.", one)).isNotBlank());
        Stream.of(Limit.Unit.values()).forEach(one -> assertThat(word(locale, "clock.unit.", one)).isNotBlank());
        Stream.of(NoClock.values())
                .forEach(one -> assertThat(ClockTexts.whole(locale, ClockReading.none(one))).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyKindOfDayIsSaidForEveryKindOfLimit(Locale locale) {
        for (Limit limit : List.of(Limit.SAME_DAY, new Limit(8, Limit.Unit.WORKDAY), new Limit(8, Limit.Unit.NATURAL))) {
            DayCount count = new DayCount(Rules.instant().days(), limit, LocalDate.of(2026, 9, 18),
                    List.of(new Pause(LocalDate.of(2026, 9, 21), LocalDate.of(2026, 9, 22))));

            assertThat(count.days()).allSatisfy(day -> assertThat(ClockTexts.day(locale, count, day)).isNotBlank());
            assertThat(ClockTexts.term(locale, ClockExplanation.Which.PROMISED, count)).contains("2026-09-18");
            assertThat(ClockTexts.term(locale, ClockExplanation.Which.STATUTORY, count)).contains(count.due().toString());
        }
    }

    @Test
    void provisionalDaysSaySo() {
        DayCount count = new DayCount(Rules.instant().days(), new Limit(5, Limit.Unit.WORKDAY), FRIDAY, List.of());

        assertThat(ClockTexts.day(Texts.ZH, count, count.days().get(7))).isEqualTo("第 5 个工作日,到期日(该年放假安排未发布,暂定)");
        assertThat(ClockTexts.term(Texts.ZH, ClockExplanation.Which.PROMISED, count))
                .startsWith("2026-12-25 受理,承诺 5 个工作日,2027-01-01 到期。暂定日期");
        assertThat(ClockTexts.term(Texts.EN, ClockExplanation.Which.PROMISED, count)).contains("2027-01-01. Provisional:");
    }

    @Test
    void theWholeSaysWhatIsLeft() {
        assertThat(ClockTexts.whole(Texts.ZH, reading(ClockState.RUNNING, ClockLight.GREEN, 3))).isEqualTo("计时中,还剩 3 个工作日。");
        assertThat(ClockTexts.whole(Texts.EN, reading(ClockState.PAUSED, ClockLight.RED, -1)))
                .isEqualTo("A special procedure is under way and the clock stands still, past.");
    }

    private static ClockReading reading(ClockState state, ClockLight light, int left) {
        return new ClockReading(state, null, FRIDAY, null, FRIDAY, null, 5 - left, left, Limit.Unit.WORKDAY, light, null, false);
    }

    private static String word(Locale locale, String group, Enum<?> value) {
        return Texts.of(locale, group + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
