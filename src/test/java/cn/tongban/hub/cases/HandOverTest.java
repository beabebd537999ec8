package cn.tongban.hub.cases;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static cn.tongban.hub.cases.StepProfile.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.Verdict.Applied;
import cn.tongban.hub.cases.Verdict.Impossible;
import cn.tongban.hub.cases.Verdict.Late;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Hand-over and giving back, as the table has them. */
class HandOverTest {
    private static final Instant NINE = Instant.parse("2026-03-16T01:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-26T02:00:00Z");

    private CaseFile file = CaseFile.blank("C1", 1, false);

    @Test
    void whatIsTakenBackReturnsToTheStateBefore() {
        after(RECEIVED, TOLERANT_ACCEPTED, FORWARDED);

        assertThat(judge(step(ACCEPTED, 9).asCancel())).isInstanceOf(Impossible.class);
        take(step(TOLERANT_ACCEPTED, 9).asCancel());

        assertThat(file.state()).isEqualTo(TOLERANT_ACCEPTED);
        assertThat(file.stateBeforeForward()).isNull();
    }

    @Test
    void anAcceptanceThatArrivesAfterTheHandOverSaysWhatATakingBackReturnsTo() {
        after(RECEIVED);
        take(step(FORWARDED, 5));
        take(step(ACCEPTED, 3));

        take(step(ACCEPTED, 7).asCancel());

        assertThat(file.state()).isEqualTo(ACCEPTED);
    }

    @Test
    void whatWasForwardedUnacceptedIsReviewedWhetherOrNotItsAcceptanceComesFirst() {
        after(RECEIVED, FORWARDED);
        take(step(ACCEPTED, 5));
        take(step(IN_REVIEW, 6));
        assertThat(file.state()).isEqualTo(IN_REVIEW);
        assertThat(file.stateBeforeForward()).isEqualTo(ACCEPTED);

        file = CaseFile.blank("C2", 1, false);
        after(RECEIVED, FORWARDED);
        take(step(IN_REVIEW, 6));
        assertThat(take(step(ACCEPTED, 5)).judged().get(0).verdict()).isInstanceOf(Late.class);
        assertThat(file.state()).isEqualTo(IN_REVIEW);
        assertThat(file.stateBeforeForward()).isEqualTo(ACCEPTED);
    }

    @Test
    void aClaimedCaseIsGivenBackToWhereItWasHandedOverByACancelEventOnly() {
        after(RECEIVED, ACCEPTED, FORWARDED, IN_REVIEW, SUSPENDED, IN_REVIEW);
        assertThat(file.stateBeforeForward()).isEqualTo(ACCEPTED);
        assertThat(judge(step(ACCEPTED, 9))).isInstanceOf(Impossible.class);
        assertThat(judge(step(TOLERANT_ACCEPTED, 9).asCancel())).isInstanceOf(Impossible.class);

        take(step(ACCEPTED, 9).asCancel());

        assertThat(file.state()).isEqualTo(ACCEPTED);
        assertThat(file.stateBeforeForward()).isNull();
        assertThat(judge(step(FORWARDED, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void aDecidedCaseIsNotGivenBack() {
        after(RECEIVED, ACCEPTED, FORWARDED, IN_REVIEW, DECIDED);

        assertThat(judge(step(ACCEPTED, 9).asCancel())).isEqualTo(new Impossible(DECIDED, ACCEPTED));
    }

    @Test
    void aReviewThatWasToldBeforeTheHandOverWasKnownIsGivenBackToo() {
        after(RECEIVED, TOLERANT_ACCEPTED, IN_REVIEW);

        take(step(TOLERANT_ACCEPTED, 9).asCancel());

        assertThat(file.state()).isEqualTo(TOLERANT_ACCEPTED);
    }

    private void after(CaseState... states) {
        for (int i = 0; i < states.length; i++) {
            Progress progress = take(step(states[i], i));
            assertThat(progress.judged().get(0).verdict()).isInstanceOf(Applied.class);
        }
    }

    private Progress take(Step step) {
        Progress progress = StepJudge.take(file, step, STRICT, NOW);
        file = progress.file();
        return progress;
    }

    private Verdict judge(Step step) {
        return StepJudge.judge(file, step, STRICT, NOW);
    }

    private static Step step(CaseState target, int minute) {
        return Step.of(target + "-" + minute, target, at(minute));
    }

    private static Instant at(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }
}
