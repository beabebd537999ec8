package cn.tongban.hub.cases;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.CLOSED;
import static cn.tongban.hub.cases.CaseState.CORRECTING;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.DELIVERED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.ISSUED;
import static cn.tongban.hub.cases.CaseState.NOT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.REVOKED;
import static cn.tongban.hub.cases.CaseState.SUBMITTED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TERMINATED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.WITHDRAWN;
import static cn.tongban.hub.cases.StepProfile.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.Verdict.Applied;
import cn.tongban.hub.cases.Verdict.Impossible;
import cn.tongban.hub.cases.Verdict.Late;
import cn.tongban.hub.cases.Verdict.Parked;
import cn.tongban.hub.cases.Verdict.Repeated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepJudgeTest {
    private static final Instant NINE = Instant.parse("2026-03-16T01:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-26T02:00:00Z");

    private CaseFile file = CaseFile.blank("C1", 1, false);

    @Test
    void aCaseStartsAtAWindowOrOnline() {
        assertThat(judge(step(RECEIVED, 0))).isInstanceOf(Applied.class);
        assertThat(judge(step(SUBMITTED, 0))).isInstanceOf(Applied.class);
        assertThat(judge(step(ACCEPTED, 0))).isEqualTo(new Parked(NOW.plus(Duration.ofHours(24))));
    }

    @Test
    void anAppliedStepIsOneTransitionWithItsSourceTime() {
        after(RECEIVED);

        assertThat(judge(step(ACCEPTED, 9)))
                .isEqualTo(new Applied(List.of(
                        new Transition(RECEIVED, ACCEPTED, Provenance.SOURCE, at(9)))));
    }

    @Test
    void theSameKeyOrTheSameContentIsARepeat() {
        after(RECEIVED, ACCEPTED);
        Step sameKey = Step.of(step(ACCEPTED, 1).stepKey(), IN_REVIEW, at(5));
        Step sameContent = Step.of("another", ACCEPTED, at(1));

        assertThat(judge(sameKey)).isInstanceOf(Repeated.class);
        assertThat(judge(sameContent)).isInstanceOf(Repeated.class);
        assertThat(file.apply(sameKey, STRICT, new Repeated())).isEqualTo(file);
    }

    @Test
    void anOlderStepIsLateWhetherReachableOrNot() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);

        assertThat(judge(Step.of("a", DECIDED, at(1)))).isInstanceOf(Late.class);
        assertThat(judge(Step.of("b", SUBMITTED, at(0)))).isInstanceOf(Late.class);
        take(Step.of("a", DECIDED, at(1)));
        assertThat(file.state()).isEqualTo(IN_REVIEW);
    }

    @Test
    void anEarlyStepWaitsForItsPredecessorAndIsAppliedThen() {
        after(RECEIVED);
        take(step(DECIDED, 5));
        take(step(CLOSED, 6));
        take(step(ACCEPTED, 3));

        Progress progress = take(step(IN_REVIEW, 4));

        assertThat(progress.judged()).extracting(j -> j.step().target()).containsExactly(IN_REVIEW, DECIDED, CLOSED);
        assertThat(progress.judged()).allSatisfy(j -> assertThat(j.verdict().passedOn()).isTrue());
        assertThat(file.state()).isEqualTo(CLOSED);
        assertThat(file.parked()).isEmpty();
    }

    @Test
    void aStepThatWasOvertakenWhileItWaitedIsLate() {
        after(RECEIVED);
        take(step(RECEIVED, 3));
        assertThat(file.parked()).hasSize(1);

        Progress progress = take(step(ACCEPTED, 4));

        assertThat(progress.judged().get(1).verdict()).isInstanceOf(Late.class);
        assertThat(file.parked()).isEmpty();
    }

    @Test
    void aStepThatWasCutOffWhileItWaitedIsImpossible() {
        after(RECEIVED);
        take(step(DECIDED, 9));

        Progress progress = take(step(WITHDRAWN, 4));

        assertThat(progress.judged().get(1).verdict()).isEqualTo(new Impossible(WITHDRAWN, DECIDED));
        assertThat(file.state()).isEqualTo(WITHDRAWN);
    }

    @Test
    void aParkedStepIsOverdueAfterTheProfilesLimit() {
        after(RECEIVED);
        take(step(DECIDED, 5));

        assertThat(file.overdue(NOW.plus(Duration.ofHours(23)))).isEmpty();
        assertThat(file.overdue(NOW.plus(Duration.ofHours(24)))).hasSize(1);
        file = file.unpark(step(DECIDED, 5).stepKey());
        assertThat(judge(step(DECIDED, 5))).isInstanceOf(Repeated.class);
    }

    @Test
    void fromATerminalStateNothingIsPossible() {
        after(RECEIVED, NOT_ACCEPTED);

        assertThat(judge(step(WITHDRAWN, 9))).isEqualTo(new Impossible(NOT_ACCEPTED, WITHDRAWN));
        assertThat(judge(step(ACCEPTED, 9))).isEqualTo(new Impossible(NOT_ACCEPTED, ACCEPTED));
    }

    @Test
    void whatWasForwardedBeforeAcceptanceMayBeAcceptedThere() {
        after(RECEIVED, FORWARDED);
        assertThat(judge(step(ACCEPTED, 9))).isInstanceOf(Applied.class);
    }

    @Test
    void whatWasForwardedAfterAcceptanceIsNotAcceptedAgain() {
        after(RECEIVED, ACCEPTED, FORWARDED);
        assertThat(judge(step(ACCEPTED, 9))).isEqualTo(new Impossible(FORWARDED, ACCEPTED));
    }

    @Test
    void noDecisionWhileMaterialsAreOwedUnlessTheProfileAllowsIt() {
        after(RECEIVED);
        take(step(TOLERANT_ACCEPTED, 1).withDebts(1));
        take(step(IN_REVIEW, 2));
        StepProfile lenient = new StepProfile(Set.of(), Duration.ofHours(1), true);

        assertThat(StepJudge.judge(file, step(DECIDED, 3), lenient, NOW)).isInstanceOf(Applied.class);
        assertThat(take(step(DECIDED, 3)).judged().get(0).verdict()).isInstanceOf(Parked.class);
        assertThat(StepJudge.ripe(file)).isEmpty();

        file = file.withOpenDebts(0);

        assertThat(StepJudge.ripe(file)).extracting(j -> j.step().target()).containsExactly(DECIDED);
    }

    @Test
    void onlyInstantItemsAreDecidedOnAcceptance() {
        after(RECEIVED, ACCEPTED);
        assertThat(judge(step(DECIDED, 9))).isInstanceOf(Parked.class);

        file = CaseFile.blank("C2", 1, true);
        after(RECEIVED, ACCEPTED);
        assertThat(judge(step(DECIDED, 9))).isInstanceOf(Applied.class);
    }

    @Test
    void impliedStepsAreDerivedWithoutATime() {
        after(RECEIVED, ACCEPTED);
        StepProfile skipsReview = new StepProfile(Set.of(IN_REVIEW), Duration.ofHours(1), false);

        assertThat(StepJudge.judge(file, step(DECIDED, 9), skipsReview, NOW))
                .isEqualTo(new Applied(List.of(
                        new Transition(ACCEPTED, IN_REVIEW, Provenance.DERIVED, null),
                        new Transition(IN_REVIEW, DECIDED, Provenance.SOURCE, at(9)))));
    }

    @Test
    void aStateThatAPartyReportsMoreThanOnceMovesNothingWhileTheCaseIsInIt() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);
        StepProfile manyDesks = new StepProfile(Set.of(), Set.of(ACCEPTED, IN_REVIEW), Duration.ofHours(1), false, false);

        assertThat(StepJudge.judge(file, step(IN_REVIEW, 9), manyDesks, NOW)).isEqualTo(new Applied(
                List.of(new Transition(IN_REVIEW, IN_REVIEW, Provenance.SOURCE, at(9)))));
        assertThat(judge(step(IN_REVIEW, 9))).as("of a party that reports it once").isInstanceOf(Parked.class);
    }

    @Test
    void aStateThatAPartyReportsMoreThanOnceIsLateWhenTheCaseHasLeftItForGood() {
        after(RECEIVED, ACCEPTED, FORWARDED);
        StepProfile acceptsAgain = new StepProfile(Set.of(), Set.of(ACCEPTED), Duration.ofHours(1), false, false);

        assertThat(StepJudge.judge(file, step(ACCEPTED, 9), acceptsAgain, NOW)).isEqualTo(new Late());
    }

    @Test
    void impliedStepsNeverMakeACircle() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);
        StepProfile skipsSuspension = new StepProfile(Set.of(SUSPENDED), Duration.ofHours(1), false);

        assertThat(StepJudge.judge(file, step(IN_REVIEW, 9), skipsSuspension, NOW)).isInstanceOf(Parked.class);
    }

    @Test
    void aCancelledDeliveryGoesBackToIssuedAndOnlyAnExplicitCancelDoesThat() {
        after(RECEIVED, ACCEPTED, IN_REVIEW, DECIDED, CLOSED, ISSUED, DELIVERED);

        assertThat(judge(step(ISSUED, 9))).isInstanceOf(Impossible.class);
        take(step(DELIVERED, 10));
        Progress progress = take(step(ISSUED, 9).asCancel());

        assertThat(progress.judged()).extracting(j -> j.step().target()).containsExactly(ISSUED, DELIVERED);
        assertThat(file.state()).isEqualTo(DELIVERED);
    }

    @Test
    void theSameStateAgainIsEarlyWhereTheCaseCanComeBackAndImpossibleWhereNot() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);
        assertThat(judge(step(IN_REVIEW, 9))).isInstanceOf(Parked.class);

        take(step(DECIDED, 10));
        assertThat(judge(step(DECIDED, 11))).isEqualTo(new Impossible(DECIDED, DECIDED));
    }

    @Test
    void stepsOfTheSameMinuteAreJudgedByTheTable() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);
        take(Step.of("closed", CLOSED, at(7)).withResult(CaseResult.GRANTED));
        take(Step.of("decided", DECIDED, at(7)).withResult(CaseResult.GRANTED));

        assertThat(file.state()).isEqualTo(CLOSED);
        assertThat(file.result()).isEqualTo(CaseResult.GRANTED);
    }

    @Test
    void aWithdrawalIsPossibleAtAnyTimeBeforeTheDecision() {
        after(RECEIVED, CORRECTING);
        assertThat(judge(step(WITHDRAWN, 9))).isInstanceOf(Applied.class);
        assertThat(judge(step(WITHDRAWN, 9).asCancel())).isInstanceOf(Applied.class);
        assertThat(judge(step(TERMINATED, 9))).isInstanceOf(Applied.class);

        file = CaseFile.blank("C2", 1, false);
        after(RECEIVED, ACCEPTED, IN_REVIEW, DECIDED);
        assertThat(judge(step(WITHDRAWN, 9))).isEqualTo(new Impossible(DECIDED, WITHDRAWN));
    }

    @Test
    void aReviewMayBeSuspendedThousandsOfTimes() {
        after(RECEIVED, ACCEPTED, IN_REVIEW);
        for (int minute = 10; minute < 5010; minute++) {
            take(step(minute % 2 == 0 ? SUSPENDED : IN_REVIEW, minute));
            file = forgetful(file);
        }
        assertThat(file.state()).isEqualTo(IN_REVIEW);
        assertThat(file.parked()).isEmpty();
        assertThat(judge(step(REVOKED, 9000))).isInstanceOf(Parked.class);
    }

    /** As the repository loads it: without the keys that the next step cannot meet. */
    private static CaseFile forgetful(CaseFile file) {
        return new CaseFile(
                file.caseNo(), file.state(), file.stateBeforeForward(), file.newestStepAt(), file.version(),
                file.openDebts(), file.instantItem(), file.result(), Set.of(), file.parked());
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
