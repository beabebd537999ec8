package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseFacts;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a supplied material does to its case. */
class SupplyIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    private Path data;

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
    void aDecisionThatWaitsForAnOwedPaperGoesOnWhenItIsSupplied() {
        submitOwing("场地 使用证明", "");
        await().until(() -> state().equals("FORWARDED"));
        core.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        core.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));
        assertThat(state()).isEqualTo("IN_REVIEW");

        supply(DESK, "M9", "场地使用证明", 100);

        assertThat(state()).isEqualTo("DECIDED");
        await().until(() -> types(DESK).contains("case.decided"));
        await().until(() -> types(CITY).contains("material.supplied"));
        assertThat(strings("select status from case_promise")).containsExactly("SUPPLIED");
    }

    @Test
    void aDebtIsPaidByTheMaterialsIdToo() {
        submitOwing("场地使用证明", "M7");

        supply(DESK, "M7", "扫描件", 100);

        assertThat(strings("select open_debts from service_case")).containsExactly("0");
    }

    @Test
    void aNewerVersionPaysNothingTwice() {
        submitOwing("场地使用证明", "M7");
        supply(DESK, "M7", "场地使用证明", 100);
        supply(DESK, "M7", "场地使用证明", 200);

        assertThat(strings("select open_debts from service_case")).containsExactly("0");
        assertThat(strings("select version || status from case_material order by version"))
                .containsExactly("1REPLACED", "2SUPPLIED");
    }

    @Test
    void limitsAreKeptUnderTheLockOfTheCase() {
        core.submit("C1");
        supply(DESK, "M1", "a", 600);

        refused(ErrorCode.MATERIALS_TOO_LARGE, () -> supply(DESK, "M2", "b", 500));
        supply(DESK, "M1", "a", 900);
        supply(DESK, "M2", "b", 50);
        supply(DESK, "M3", "c", 10);
        refused(ErrorCode.MATERIALS_TOO_MANY, () -> supply(DESK, "M4", "d", 1));
    }

    @Test
    void anEndedCaseTakesOnlyWhatItIsOwed() {
        submitOwing("场地使用证明", "");
        PG.jdbc().sql("update service_case set state = 'CLOSED'").update();

        refused(ErrorCode.CASE_ENDED, () -> supply(DESK, "M1", "别的", 1));
        supply(DESK, "M2", "场地使用证明", 1);
        PG.jdbc().sql("update service_case set state = 'WITHDRAWN'").update();
        refused(ErrorCode.CASE_ENDED, () -> supply(DESK, "M3", "别的", 1));
    }

    @Test
    void aFalseCommitmentIsToldToItsDeskAndToWhoListens() {
        Step received = Step.of("desk/1", CaseState.RECEIVED, MORNING).withContent("received");
        core.recorder().record(core.recording(DESK, "C1:1", "case.submitted", "C1", "{}", new Address.To(List.of(CITY)),
                new CaseEntry.Submission(1, "task", false, List.of(received),
                        List.of(new CaseEntry.Promised(PromiseKind.COMMITMENT, 0, "", LocalDate.of(2026, 3, 16),
                                LocalDate.of(2026, 4, 15), new PromiseFacts("住所使用证明", "x", "y", "z"))))));

        act(PromiseAct.FIND_FALSE, "1");
        refused(ErrorCode.NOT_POSSIBLE_NOW, () -> act(PromiseAct.FIND_FALSE, "2"));
        refused(ErrorCode.NOT_FOUND, () -> act(PromiseAct.WAIVE, "3"));

        assertThat(strings("select destination from delivery where type = 'commitment.found-false' order by destination"))
                .containsExactly(CoreFixture.COURIER, DESK);
        assertThat(strings("select status || decided_by || decided_why from case_promise")).containsExactly("FALSE测试员不实");
    }

    private void act(PromiseAct act, String key) {
        core.recorder().record(core.recording("tongban-hub", key, act.type(), "C1", "{}", new Address.CaseOrigin(),
                new CaseEntry.PromiseStep(1, act, MORNING, "测试员", "不实")));
    }

    @Test
    void aWaiverLetsADecisionGoOn() {
        submitOwing("场地使用证明", "");
        await().until(() -> state().equals("FORWARDED"));
        core.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        core.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));
        assertThat(state()).isEqualTo("IN_REVIEW");

        act(PromiseAct.WAIVE, "1");

        assertThat(state()).isEqualTo("DECIDED");
        assertThat(strings("select open_debts from service_case")).containsExactly("0");
    }

    @Test
    void aStrangersMaterialMeetsNoCase() {
        core.submit("C1");

        refused(ErrorCode.CASE_UNKNOWN, () -> supply("stranger", "M1", "a", 1));
    }

    private void submitOwing(String name, String materialId) {
        String body = "{\"caseNo\":\"C1\"}";
        Step received = Step.of("desk/1", CaseState.RECEIVED, MORNING).withContent("received");
        Step accepted = Step.of("desk/2", CaseState.TOLERANT_ACCEPTED, MORNING.plusSeconds(1)).withDebts(1);
        core.recorder().record(core.recording(DESK, "C1:1", "case.submitted", "C1", body, new Address.To(List.of(CITY)),
                new CaseEntry.Submission(1, "task", false, List.of(received, accepted),
                        List.of(new CaseEntry.Promised(PromiseKind.DEBT, 0, materialId, LocalDate.of(2026, 3, 16),
                                LocalDate.of(2026, 3, 23), new PromiseFacts(name, "", "", ""))))));
    }

    private void supply(String connector, String materialId, String name, long size) {
        CaseEntry.Supply entry = new CaseEntry.Supply(materialId, "ab".repeat(32), size, "application/pdf", "UPLOAD", MORNING,
                new MaterialFacts(name, "a.pdf", "", ""), 3, 1000);
        String body = "{\"id\":\"" + materialId + "\",\"size\":" + size + "}";
        core.recorder().record(core.recording(connector, "C1/" + materialId + "/" + size, "material.supplied", "C1", body,
                new Address.CaseHandler(), entry));
    }

    private static void refused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private String state() {
        return strings("select state from service_case").get(0);
    }

    private List<String> types(String destination) {
        return core.world.seen.stream().filter(a -> a.destination().equals(destination)).map(a -> a.type()).toList();
    }

    private static List<String> strings(String sql) {
        return PG.jdbc().sql(sql).query(String.class).list();
    }
}
