package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.COURIER;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseResult;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A destination that no route addresses hears of the cases that it listens to. */
class ListeningIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    private CoreFixture core;

    @BeforeEach
    void start() {
        core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void hearsOfACaseThatClosesAsItListensFor() {
        submit(1, "POST_RESULT");
        decide(CaseResult.GRANTED);
        step("z1", CaseState.CLOSED, 70, null);

        assertThat(told()).containsExactly("case.closed");
    }

    @Test
    void hearsNothingOfOtherWaysAndResults() {
        submit(1, "WINDOW");
        decide(CaseResult.GRANTED);
        step("z1", CaseState.CLOSED, 70, null);
        assertThat(told()).isEmpty();
    }

    @Test
    void hearsNothingOfARefusal() {
        submit(1, "POST_RESULT");
        decide(CaseResult.REFUSED);
        step("z1", CaseState.CLOSED, 70, null);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatWaitedForItsPredecessorIsHeardWhenItIsApplied() {
        submit(1, "POST_RESULT");
        step("z1", CaseState.CLOSED, 70, null);
        assertThat(told()).isEmpty();

        decide(CaseResult.GRANTED);

        assertThat(told()).containsExactly("case.closed");
    }

    @Test
    void whatIsHeardOnceIsNotHeardAgainOfANewerVersion() {
        core.cityIsAway();
        submit(1, "POST_BOTH");
        correct();
        submit(2, "POST_BOTH");

        assertThat(core.cases().find("C1").orElseThrow().state()).isEqualTo(CaseState.RECEIVED);
        assertThat(told()).containsExactly("case.submitted");
    }

    @Test
    void theNewestSubmissionSaysTheWay() {
        core.cityIsAway();
        submit(1, "WINDOW");
        correct();
        submit(2, "POST_BOTH");

        assertThat(told()).containsExactly("case.submitted");
    }

    private void submit(int version, String way) {
        Step received = Step.of(DESK + "/" + version, CaseState.RECEIVED, MORNING.plusSeconds(version * 20L))
                .withContent("version " + version);
        core.recorder().record(core.recording(DESK, "C1:" + version, "case.submitted", "C1", "{\"v\":" + version + "}",
                new Address.To(List.of(CITY)),
                new CaseEntry.Submission(version, "task", false, List.of(received), List.of(), way)));
    }

    /** The case stays with its desk. */
    private void correct() {
        step("c1", CaseState.CORRECTING, 30, null);
    }

    private void decide(CaseResult result) {
        step("a1", CaseState.ACCEPTED, 35, null);
        step("p1", CaseState.IN_REVIEW, 40, null);
        step("d1", CaseState.DECIDED, 60, result);
    }

    private void step(String id, CaseState state, int seconds, @Nullable CaseResult result) {
        Step step = Step.of(CITY + "/" + id, state, MORNING.plusSeconds(seconds));
        core.recorder().record(core.recording(CITY, "C1/" + id, state.eventType(), "C1", "{\"step\":\"" + id + "\"}",
                new Address.CaseOrigin(), new CaseEntry.Progress(result == null ? step : step.withResult(result))));
    }

    private List<String> told() {
        return core.jdbc().queryForList("select type from delivery where destination = ? order by id", String.class, COURIER);
    }
}
