package cn.tongban.hub.clock;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.CLOSED;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.TimelineDecision;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTimesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 27);

    @Test
    void daysAreThoseOfShanghai() {
        Timeline steps = new Timeline().at("2026-03-17T00:10", ACCEPTED);

        assertThat(CaseTimes.of(ACCEPTED, steps.moves(), TODAY).accepted()).isEqualTo("2026-03-17");
    }

    @Test
    void anAcceptanceThatTheHubConcludedHasNoTime() {
        Timeline steps = new Timeline().at("2026-03-16T09:00", RECEIVED).derived(ACCEPTED).at("2026-03-17T09:00", IN_REVIEW);

        assertThat(CaseTimes.of(IN_REVIEW, steps.moves(), TODAY).accepted()).isNull();
    }

    @Test
    void anAcceptanceThatWasOvertakenOnItsWayCounts() {
        Timeline steps = new Timeline().at("2026-03-16T09:00", RECEIVED).derived(FORWARDED).at("2026-03-18T09:00", IN_REVIEW)
                .at("2026-03-17T09:00", ACCEPTED, TimelineDecision.LATE);

        assertThat(CaseTimes.of(IN_REVIEW, steps.moves(), TODAY).accepted()).isEqualTo("2026-03-17");
    }

    @Test
    void aTimeThatNobodyCanMeanIsNoTime() {
        Timeline steps = new Timeline().at("1970-01-01T08:00", ACCEPTED).at("9999-12-31T00:00", SUSPENDED);

        assertThat(CaseTimes.of(SUSPENDED, steps.moves(), TODAY)).isEqualTo(new CaseTimes(null, List.of(), null));
    }

    @Test
    void theFirstAcceptanceBeginsTheLimitAndOneAfterATakeBackBeginsItAnew() {
        Timeline steps = new Timeline().at("2026-03-16T09:00", TOLERANT_ACCEPTED).at("2026-03-17T09:00", ACCEPTED);
        assertThat(CaseTimes.of(ACCEPTED, steps.moves(), TODAY).accepted()).isEqualTo("2026-03-16");

        steps.at("2026-03-18T09:00", RECEIVED, TimelineDecision.TAKE_BACK_GRANTED).at("2026-03-19T09:00", ACCEPTED);
        assertThat(CaseTimes.of(ACCEPTED, steps.moves(), TODAY).accepted()).isEqualTo("2026-03-19");
    }

    @Test
    void aParkedStepCountsWhereItHappened() {
        // The end of the procedure came first and was parked; it is in the timeline before the beginning.
        Timeline steps = new Timeline().at("2026-03-16T09:00", ACCEPTED).at("2026-03-17T09:00", IN_REVIEW)
                .at("2026-03-20T17:00", IN_REVIEW).at("2026-03-18T09:00", SUSPENDED);

        assertThat(CaseTimes.of(IN_REVIEW, steps.moves(), TODAY).pauses())
                .containsExactly(new Pause(LocalDate.of(2026, 3, 18), LocalDate.of(2026, 3, 20)));
    }

    @Test
    void whereTwoStepsHaveTheSameTimeTheStateOfTheCaseDecides() {
        Timeline begun = new Timeline().at("2026-03-17T09:00", SUSPENDED).at("2026-03-17T09:00", IN_REVIEW);
        Timeline ended = new Timeline().at("2026-03-17T09:00", IN_REVIEW).at("2026-03-17T09:00", SUSPENDED);

        assertThat(CaseTimes.of(SUSPENDED, begun.moves(), TODAY).pauses())
                .contains(new Pause(LocalDate.of(2026, 3, 17), TODAY));
        assertThat(CaseTimes.of(IN_REVIEW, ended.moves(), TODAY).pauses())
                .containsExactly(new Pause(LocalDate.of(2026, 3, 17), LocalDate.of(2026, 3, 17)));
    }

    @Test
    void theClockStopsWithTheFirstStepAfterTheWayToTheDecision() {
        Timeline steps = new Timeline().at("2026-03-16T09:00", ACCEPTED).at("2026-03-24T11:00", DECIDED)
                .at("2026-03-25T11:00", CLOSED);
        Timeline concluded = new Timeline().at("2026-03-16T09:00", ACCEPTED).derived(DECIDED).at("2026-03-25T11:00", CLOSED);

        assertThat(CaseTimes.of(CLOSED, steps.moves(), TODAY).stopped()).isEqualTo("2026-03-24");
        assertThat(CaseTimes.of(CLOSED, concluded.moves(), TODAY).stopped()).isEqualTo("2026-03-25");
    }
}
