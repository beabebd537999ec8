package cn.tongban.hub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any traffic. The parameter of a failing run is the seed that repeats it. */
class StepJudgePropertyTest {
    private static final Instant START = Instant.parse("2026-03-16T01:00:00Z");
    private static final StepProfile PATIENT = new StepProfile(Set.of(), Duration.ofDays(3650), false);

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTrafficLeavesTheTable(long seed) {
        Random random = new Random(seed);
        CaseFile file = CaseFile.blank("C", 1, random.nextBoolean());
        for (Step step : anyTraffic(random, 200)) {
            Progress progress = StepJudge.take(file, step, anyProfile(random), START);
            assertMovesAlongTheTable(file, progress);
            file = progress.file();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replayedTrafficChangesNothing(long seed) {
        Random random = new Random(seed);
        List<Step> steps = anyTraffic(random, 60);
        CaseFile once = takeAll(CaseFile.blank("C", 1, false), steps);

        Collections.shuffle(steps, random);

        assertThat(takeAll(once, steps)).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLegalSequenceEndsInTheSameStateInWhateverOrderItArrives(long seed) {
        Random random = new Random(seed);
        boolean instant = random.nextBoolean();
        List<Step> steps = legalSequence(random, instant);
        CaseFile inOrder = takeAll(CaseFile.blank("C", 1, instant), steps);
        assertThat(inOrder.state()).isEqualTo(steps.get(steps.size() - 1).target());

        for (int i = 0; i < 10; i++) {
            Collections.shuffle(steps, random);
            CaseFile shuffled = takeAll(CaseFile.blank("C", 1, instant), steps);

            assertThat(shuffled.state()).isEqualTo(inOrder.state());
            assertThat(shuffled.stateBeforeForward()).isEqualTo(inOrder.stateBeforeForward());
            assertThat(shuffled.newestStepAt()).isEqualTo(inOrder.newestStepAt());
            assertThat(shuffled.parked()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsHandedOverCanAlwaysBeGivenBackToWhereItWas(long seed) {
        Random random = new Random(seed);
        CaseFile file = CaseFile.blank("C", 1, random.nextBoolean());
        for (Step step : anyTraffic(random, 100)) {
            file = StepJudge.take(file, step, PATIENT, START).file();
            assertThat(file.stateBeforeForward() != null).isEqualTo(file.isHandedOver());
            if (file.state() == CaseState.FORWARDED || file.state() == CaseState.IN_REVIEW) {
                Step back = Step.of("back", file.stateBeforeForward(), file.newestStepAt()).asCancel().withContent("back");
                assertThat(StepJudge.judge(file, back, PATIENT, START)).isInstanceOf(Verdict.Applied.class);
            }
        }
    }

    private static CaseFile takeAll(CaseFile file, List<Step> steps) {
        CaseFile current = file;
        for (Step step : steps) {
            current = StepJudge.take(current, step, PATIENT, START).file();
        }
        return current;
    }

    private static void assertMovesAlongTheTable(CaseFile before, Progress progress) {
        CaseState here = before.state();
        for (Judged judged : progress.judged()) {
            if (judged.verdict() instanceof Verdict.Applied applied) {
                for (Transition transition : applied.transitions()) {
                    assertThat(transition.from()).isEqualTo(here);
                    assertThat(CaseEdges.all())
                            .anyMatch(e -> e.from() == transition.from() && e.to() == transition.to());
                    assertThat(transition.at() == null).isEqualTo(transition.provenance() == Provenance.DERIVED);
                    here = transition.to();
                }
                assertThat(here).isEqualTo(judged.step().target());
            }
        }
        assertThat(progress.file().state()).isEqualTo(here);
    }

    private static List<Step> anyTraffic(Random random, int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CaseState target = CaseState.values()[random.nextInt(CaseState.values().length)];
            Step step = Step.of("k" + random.nextInt(count), target, START.plusSeconds(i + random.nextInt(30)));
            steps.add(random.nextInt(5) == 0 ? step.asCancel() : step.withDebts(random.nextInt(2)));
        }
        return steps;
    }

    private static StepProfile anyProfile(Random random) {
        Set<CaseState> implied = Set.of(CaseState.values()[random.nextInt(CaseState.values().length)]);
        return new StepProfile(random.nextBoolean() ? implied : Set.of(), Duration.ofHours(1), random.nextBoolean());
    }

    /** A random walk along the edges, one step a minute. */
    private static List<Step> legalSequence(Random random, boolean instant) {
        List<Step> steps = new ArrayList<>();
        Standing here = new Standing(null, null);
        int length = 1 + random.nextInt(25);
        for (int i = 0; i < length; i++) {
            Standing now = here;
            List<Edge> open = CaseEdges.all().stream()
                    .filter(e -> e.possible(now, instant))
                    .toList();
            if (open.isEmpty()) {
                break;
            }
            Edge edge = open.get(random.nextInt(open.size()));
            Step step = Step.of("k" + i, edge.to(), START.plus(Duration.ofMinutes(i)));
            steps.add(edge.fits(here, instant, false) ? step : step.asCancel());
            here = here.after(edge);
        }
        return steps;
    }
}
