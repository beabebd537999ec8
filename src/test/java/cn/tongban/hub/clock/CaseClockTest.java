package cn.tongban.hub.clock;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.CLOSED;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.support.Texts;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseClockTest {
    @Test
    void aSiteCheckOfThreeDaysMovesTheDeadlineByThreeWorkingDays() {
        Timeline steps = new Timeline().at("2026-03-16T09:30", RECEIVED).at("2026-03-16T09:50", TOLERANT_ACCEPTED)
                .derived(FORWARDED).at("2026-03-17T08:40", IN_REVIEW);
        assertThat(read(5, steps, IN_REVIEW, "2026-03-17").promisedDue()).isEqualTo("2026-03-23");

        steps.at("2026-03-18T09:00", SUSPENDED).at("2026-03-20T17:00", IN_REVIEW);
        ClockReading after = read(5, steps, IN_REVIEW, "2026-03-23");
        assertThat(after.promisedDue()).isEqualTo("2026-03-26");
        assertThat(after.used()).isEqualTo(2);
        assertThat(after.remaining()).isEqualTo(3);
        assertThat(after.light()).isEqualTo(ClockLight.GREEN);

        ClockReading decided = read(5, steps.at("2026-03-24T11:00", DECIDED), DECIDED, "2026-06-01");
        assertThat(decided.state()).isEqualTo(ClockState.STOPPED);
        assertThat(decided.stoppedOn()).isEqualTo("2026-03-24");
        assertThat(decided.outcome()).isEqualTo(ClockOutcome.KEPT);
        assertThat(decided.light()).isNull();
    }

    @Test
    void aWorkedSaturdayIsTheDeadlineOfOneDayFromFriday() {
        ClockReading reading = read(1, accepted("2026-02-13T14:00"), ACCEPTED, "2026-02-13");

        assertThat(reading.promisedDue()).isEqualTo("2026-02-14").isEqualTo(LocalDate.of(2026, 2, 14));
    }

    @Test
    void aClockStandsStillWhileTheProcedureLastsAndItsDeadlineMovesAlong() {
        Timeline steps = accepted("2026-03-16T09:00").at("2026-03-17T09:00", IN_REVIEW).at("2026-03-18T23:30", SUSPENDED);

        ClockReading first = read(5, steps, SUSPENDED, "2026-03-18");
        ClockReading later = read(5, steps, SUSPENDED, "2026-03-25");

        assertThat(first.state()).isEqualTo(ClockState.PAUSED);
        assertThat(first.promisedDue()).isEqualTo("2026-03-24");
        assertThat(later.promisedDue()).isEqualTo("2026-03-31");
        assertThat(later.remaining()).isEqualTo(first.remaining()).isEqualTo(4);
    }

    @Test
    void aProcedureOverAWeekendAndAHolidayCostsOnlyWhatWouldHaveCounted() {
        Timeline steps = accepted("2026-04-01T09:00").at("2026-04-02T09:00", IN_REVIEW)
                .at("2026-04-04T09:00", SUSPENDED).at("2026-04-06T18:00", IN_REVIEW);

        assertThat(read(3, steps, IN_REVIEW, "2026-04-07").promisedDue()).isEqualTo("2026-04-07");
    }

    @Test
    void aProcedureThatEndsAtMidnightHasNotTouchedTheNewDay() {
        Timeline steps = accepted("2026-03-16T09:00").at("2026-03-17T09:00", IN_REVIEW)
                .at("2026-03-18T09:00", SUSPENDED).at("2026-03-19T00:00", IN_REVIEW);

        assertThat(read(5, steps, IN_REVIEW, "2026-03-19").promisedDue()).isEqualTo("2026-03-24");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-16T10:00,2026-03-16", "2026-02-14T10:00,2026-02-14", "2026-03-21T10:00,2026-03-23",
        "2026-02-15T10:00,2026-02-24"})
    void whatIsDecidedAtOnceIsDueOnTheSameOrTheNextWorkingDay(String accepted, LocalDate due) {
        Timeline steps = accepted(accepted);

        ClockReading reading = CaseClock.of(Rules.instant(), Rules.ITEM, ACCEPTED, steps.moves(), due).reading();

        assertThat(reading.promisedDue()).isEqualTo(due);
        assertThat(reading.light()).isEqualTo(ClockLight.YELLOW);
        assertThat(CaseClock.of(Rules.instant(), Rules.ITEM, ACCEPTED, steps.moves(), due.plusDays(1)).reading().light())
                .isEqualTo(ClockLight.RED);
    }

    @ParameterizedTest
    @CsvSource({
        // 20 days from 2026-03-16 end on 2026-04-14 (Tuesday); a fifth is four days.
        "20,2026-04-07,5,GREEN", "20,2026-04-08,4,YELLOW", "20,2026-04-14,0,YELLOW", "20,2026-04-15,-1,RED",
        // 5 days end on Monday 2026-03-23; a fifth is one day.
        "5,2026-03-19,2,GREEN", "5,2026-03-20,1,YELLOW", "5,2026-03-22,1,YELLOW", "5,2026-03-24,-1,RED",
        // 3 days end on Thursday; a fifth is less than a day, so one day.
        "3,2026-03-17,2,GREEN", "3,2026-03-18,1,YELLOW", "3,2026-03-20,-1,RED",
        // 4 days end on a Friday: the Saturday after it is past, though no working day was used.
        "4,2026-03-20,0,YELLOW", "4,2026-03-21,0,RED", "1,2026-03-16,1,YELLOW"
    })
    void showsHowMuchIsLeft(int limit, String today, int remaining, ClockLight light) {
        ClockReading reading = read(limit, accepted("2026-03-16T09:00"), ACCEPTED, today);

        assertThat(reading.remaining()).isEqualTo(remaining);
        assertThat(reading.light()).isEqualTo(light);
    }

    @Test
    void theWorseOfBothLimitsIsShown() {
        ClockRules rules = Rules.of("promise,,,15,natural");
        Timeline steps = accepted("2026-03-16T09:00");

        assertThat(CaseClock.of(rules, Rules.ITEM, ACCEPTED, steps.moves(), LocalDate.parse("2026-03-17")).reading())
                .satisfies(reading -> {
                    assertThat(reading.promisedDue()).isNull();
                    assertThat(reading.statutoryDue()).isEqualTo("2026-03-31");
                    assertThat(reading.remaining()).isEqualTo(14);
                });
        ClockReading both = CaseClock.of(Rules.of("promise,20,workday,5,natural"), Rules.ITEM, ACCEPTED, steps.moves(),
                LocalDate.parse("2026-03-23")).reading();
        assertThat(both.light()).isEqualTo(ClockLight.RED);
        assertThat(both.due()).isEqualTo(both.statutoryDue()).isEqualTo("2026-03-21");
    }

    @Test
    void aLimitThatIsMissedStaysMissed() {
        ClockReading reading = read(1, accepted("2026-03-16T09:00").at("2026-03-18T09:00", CLOSED), CLOSED, "2026-03-20");

        assertThat(reading.outcome()).isEqualTo(ClockOutcome.MISSED);
        assertThat(reading.used()).isEqualTo(2);
    }

    @Test
    void aWithdrawnCaseStopsItsClockEvenDuringAProcedure() {
        Timeline steps = accepted("2026-03-16T09:00").at("2026-03-16T10:00", IN_REVIEW)
                .at("2026-03-17T09:00", SUSPENDED).at("2026-03-30T09:00", WITHDRAWN);

        assertThat(read(1, steps, WITHDRAWN, "2026-05-01").outcome()).isEqualTo(ClockOutcome.KEPT);
    }

    @Test
    void aDateInAYearWithoutACalendarIsProvisional() {
        assertThat(read(5, accepted("2026-12-24T09:00"), ACCEPTED, "2026-12-24"))
                .satisfies(reading -> {
                    assertThat(reading.promisedDue()).isEqualTo("2026-12-31");
                    assertThat(reading.provisional()).isFalse();
                });
        assertThat(read(6, accepted("2026-12-24T09:00"), ACCEPTED, "2026-12-24"))
                .satisfies(reading -> {
                    assertThat(reading.promisedDue()).isEqualTo("2027-01-01");
                    assertThat(reading.provisional()).isTrue();
                });
    }

    @Test
    void whoHasNoClockIsToldWhy() {
        ClockRules none = Rules.of("promise,,,,");
        assertThat(CaseClock.of(none, Rules.ITEM, ACCEPTED, accepted("2026-03-16T09:00").moves(), LocalDate.EPOCH).reading())
                .isEqualTo(ClockReading.none(NoClock.NO_LIMIT));
        assertThat(CaseClock.of(none, "unknown", ACCEPTED, accepted("2026-03-16T09:00").moves(), LocalDate.EPOCH).reading())
                .isEqualTo(ClockReading.none(NoClock.ITEM_UNKNOWN));
        assertThat(read(5, new Timeline().at("2026-03-16T09:00", RECEIVED), RECEIVED, "2026-03-16"))
                .isEqualTo(ClockReading.none(NoClock.NO_ACCEPTANCE));
        assertThat(ClockTexts.whole(Texts.ZH, ClockReading.none(NoClock.NO_LIMIT))).contains("没有时钟");
    }

    private static ClockReading read(int limit, Timeline steps, CaseState now, String today) {
        return CaseClock.of(Rules.promise(limit), Rules.ITEM, now, steps.moves(), LocalDate.parse(today)).reading();
    }

    private static Timeline accepted(String at) {
        return new Timeline().at(at, ACCEPTED);
    }
}
