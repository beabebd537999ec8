package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.COURIER;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what about a case, and how a case begins that was handed in elsewhere. */
class OpeningIT {
    private static final String DISTRICT = "district";

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
    void aStepOfAnUnknownCaseOpensItAndItsReporterIsBothSides() {
        report(DISTRICT, "a1", CaseState.ACCEPTED, 20, true);

        CaseSummary opened = core.cases().find("C1").orElseThrow();
        assertThat(opened.state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(opened.origin()).isEqualTo(DISTRICT);
        assertThat(opened.handler()).isEqualTo(DISTRICT);
        assertThat(opened.taskCode()).isEqualTo("task");
        List<TimelineEntry> timeline = core.cases().timeline("C1");
        assertThat(timeline).extracting(TimelineEntry::state).containsExactly(CaseState.RECEIVED, CaseState.ACCEPTED);
        assertThat(timeline).extracting(TimelineEntry::at).containsExactly(MORNING, MORNING.plusSeconds(20));
        assertThat(core.queries().page(cn.tongban.hub.delivery.DeliveryFilter.any(), 10)).isEmpty();
    }

    @Test
    void aStepThatItselfBeginsACaseNeedsNoReceptionBeforeIt() {
        report(DISTRICT, "a1", CaseState.RECEIVED, 20, true);

        assertThat(core.cases().timeline("C1")).hasSize(1);
    }

    @Test
    void anEarlyStepOpensTheCaseAndWaits() {
        report(DISTRICT, "p1", CaseState.IN_REVIEW, 40, true);
        assertThat(state()).isEqualTo(CaseState.RECEIVED);

        report(DISTRICT, "a1", CaseState.ACCEPTED, 20, true);

        assertThat(state()).isEqualTo(CaseState.IN_REVIEW);
        assertThat(core.cases().timeline("C1")).hasSize(3);
    }

    @Test
    void withoutAnOpeningTheCaseMustExist() {
        refused(ErrorCode.CASE_UNKNOWN, DISTRICT, CaseState.ACCEPTED, false);
        assertThat(core.cases().find("C1")).isEmpty();
    }

    @Test
    void anOpeningOfAKnownCaseChangesNeitherItsSidesNorByWhatItIsFound() {
        core.cityIsAway();
        core.submit("C1");
        long found = indexes();

        report(CITY, "a1", CaseState.ACCEPTED, 20, true);

        CaseSummary known = core.cases().find("C1").orElseThrow();
        assertThat(known.origin()).isEqualTo(DESK);
        assertThat(known.state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(core.cases().timeline("C1")).filteredOn(line -> line.state() == CaseState.RECEIVED).hasSize(1);
        assertThat(indexes()).isEqualTo(found);
    }

    @Test
    void aStrangerHearsThatThereIsNoSuchCaseWhateverItSends() {
        core.submit("C1");

        refused(ErrorCode.CASE_UNKNOWN, DISTRICT, CaseState.DECIDED, false);
        refused(ErrorCode.CASE_UNKNOWN, DISTRICT, CaseState.ACCEPTED, true);
        refused(ErrorCode.CASE_UNKNOWN, DISTRICT, CaseState.WITHDRAWN, false);
        assertThatThrownBy(() -> core.recorder().record(submission(DISTRICT, 2)))
                .isInstanceOfSatisfying(HubException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CASE_VERSION_CONFLICT));
        assertThat(core.cases().find("C1").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aDeskDoesNotDecideAndADeskMayWithdraw() {
        core.submit("C1");

        refused(ErrorCode.CASE_STEP_IMPOSSIBLE, DESK, CaseState.DECIDED, false);
        refused(ErrorCode.CASE_STEP_IMPOSSIBLE, DESK, CaseState.IN_REVIEW, false);
        report(DESK, "w1", CaseState.WITHDRAWN, 30, false);

        assertThat(state()).isEqualTo(CaseState.WITHDRAWN);
    }

    @Test
    void whoMayReportOnTheCasesOfOthersIsHeardAndBothSidesMayBeTold() {
        core.cityIsAway();
        core.submit("C1");

        report(COURIER, "x1", CaseState.DELIVERED, 30, false);

        assertThat(core.cases().timeline("C1")).last()
                .extracting(TimelineEntry::decision).isEqualTo(TimelineDecision.PARKED);
    }

    @Test
    void aPartyOfAConnectorIsNotItsNeighbour() {
        core.recorder().record(recording(DISTRICT, DISTRICT + ".roads", "a1", CaseState.ACCEPTED, 20, true));
        assertThat(core.cases().find("C1").orElseThrow().handler()).isEqualTo(DISTRICT + ".roads");

        assertThatThrownBy(() -> core.recorder().record(
                recording(DISTRICT, DISTRICT + ".health", "d1", CaseState.IN_REVIEW, 30, false)))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CASE_UNKNOWN));
        core.recorder().record(recording(DISTRICT, DISTRICT + ".roads", "d2", CaseState.IN_REVIEW, 30, false));
        assertThat(state()).isEqualTo(CaseState.IN_REVIEW);
    }

    private void refused(ErrorCode code, String reporter, CaseState state, boolean opening) {
        assertThatThrownBy(() -> report(reporter, "r-" + state + code + opening, state, 25, opening))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void report(String reporter, String id, CaseState state, int seconds, boolean opening) {
        core.recorder().record(recording(reporter, reporter, id, state, seconds, opening));
    }

    private Recording recording(
            String connector, String reporter, String id, CaseState state, int seconds, boolean opening) {
        CaseEntry.Progress entry = new CaseEntry.Progress(
                Step.of(connector + "/" + id, state, at(seconds)), opening ? opening(connector) : null);
        Recording r = core.recording(connector, id, state.eventType(), "C1", "{\"id\":\"" + id + "\"}",
                new Address.CaseOrigin(), entry);
        return new Recording(r.connector(), reporter, r.key(), r.type(), r.caseNo(), r.document(), r.mediaType(),
                r.traceparent(), r.bundle(), r.original(), r.canonical(), r.address(), r.entry(), r.identifiers(), r.nonce());
    }

    private Recording submission(String connector, int version) {
        Step received = Step.of(connector + "/v" + version, CaseState.RECEIVED, at(50));
        return core.recording(connector, "v" + version, "case.submitted", "C1", "{}", new Address.To(List.of(CITY)),
                new CaseEntry.Submission(version, "task", false, List.of(received)));
    }

    private static CaseEntry.@Nullable Opening opening(String connector) {
        return new CaseEntry.Opening(1, "task", false, Step.of(connector + "/opened", CaseState.RECEIVED, at(0)));
    }

    private static Instant at(int seconds) {
        return MORNING.plusSeconds(seconds);
    }

    private CaseState state() {
        return core.cases().find("C1").orElseThrow().state();
    }

    private long indexes() {
        return PG.jdbc().sql("select count(*) from case_index").query(Long.class).single();
    }
}
