package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.promise.PromiseFacts;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.security.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of promises and decide about them. */
class PromiseApiIT {
    private static final String CASE = "11610700Y00000016L3000131999000209903160001";
    private static final String TASK = "11610700Y00000016L3000131999000";
    private static final String WAIVE = "/api/v1/cases/" + CASE + "/debts/1/waive";
    private static final String LETTER = "/api/v1/cases/" + CASE + "/commitments/2/";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private String operator = "";
    private String reader = "";

    @BeforeEach
    void aCaseWithBoth() {
        operator = HUB.token(Scope.OPERATE, Scope.READ);
        reader = HUB.token(Scope.READ);
        ObjectNode document = new JsonMapper().createObjectNode().put("caseNo", CASE).put("version", 1);
        document.putObject("acceptance").putArray("debts").addObject().put("materialName", "场地证明").put("promise", "补交");
        document.putArray("commitments").addObject().put("materialName", "经营场所使用证明").put("content", "属实");
        LocalDate promised = LocalDate.of(2099, 3, 16);
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        HUB.bean(Recorder.class).record(new Recording("city-window", CASE + "/1", "case.submitted", CASE, "case.submitted",
                "application/json", "", "bundle", body, body, new Address.To(List.of("city-platform")),
                new CaseEntry.Submission(1, TASK, false,
                        List.of(Step.of("r", CaseState.RECEIVED, Instant.parse("2099-03-16T01:00:00Z")),
                                Step.of("t", CaseState.TOLERANT_ACCEPTED, Instant.parse("2099-03-16T01:00:01Z")).withDebts(1)),
                        List.of(promised(document, PromiseKind.DEBT, promised, LocalDate.of(2099, 3, 23)),
                                promised(document, PromiseKind.COMMITMENT, promised, LocalDate.of(2099, 4, 15)))),
                List.of(), null));
    }

    private static CaseEntry.Promised promised(JsonNode document, PromiseKind kind, LocalDate on, LocalDate due) {
        return new CaseEntry.Promised(kind, 0, "", on, due, PromiseFacts.of(document, kind, 0));
    }

    @Test
    void aCaseShowsItsDebtsAndCommitments() {
        JsonNode detail = detail();

        assertThat(detail.at("/debts/0/materialName").asText()).isEqualTo("场地证明");
        assertThat(detail.at("/debts/0/status").asText()).isEqualTo("OPEN");
        assertThat(detail.at("/debts/0/dueDate").asText()).isEqualTo("2099-03-23");
        assertThat(detail.at("/debts/0/workdaysLeft").asInt()).isPositive();
        assertThat(detail.at("/debts/0/provisional").asBoolean()).isTrue();
        assertThat(detail.at("/commitments/0/no").asInt()).isEqualTo(2);
        assertThat(detail.at("/commitments/0/status").asText()).isEqualTo("SIGNED");
        assertThat(detail.path("falseCommitment").asBoolean()).isFalse();
        assertThat(HUB.get("/api/v1/cases/" + CASE + "/materials", reader).json().at("/debts/0/no").asInt()).isEqualTo(1);
    }

    @Test
    void listsAreFilteredByStateAndDay() {
        assertThat(numbers("debts?due=2099-03-23")).containsExactly(1);
        assertThat(numbers("debts?due=2099-03-22")).isEmpty();
        assertThat(numbers("debts?state=EXPIRED")).isEmpty();
        assertThat(numbers("debts?state=OPEN&limit=1")).containsExactly(1);
        assertThat(numbers("commitments")).containsExactly(2);
        assertThat(HUB.get("/api/v1/debts?state=NONSENSE", reader).status()).isEqualTo(400);
        assertThat(HUB.get("/api/v1/debts?before=x", reader).status()).isEqualTo(400);
        assertThat(HUB.get("/api/v1/debts", "").status()).isEqualTo(401);
    }

    @Test
    void aWaiverIsDoneOnceWithItsReasonOnRecord() {
        Map<String, String> key = Map.of("Idempotency-Key", "waive-1");
        assertThat(HUB.post(WAIVE, reader, Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(HUB.post(WAIVE, operator, Map.of("reason", " ")).json().path("code").asText()).isEqualTo("reason-missing");

        RunningHub.Answer first = HUB.post(WAIVE, operator, Map.of("reason", "由数据共享核实"), key);
        RunningHub.Answer again = HUB.post(WAIVE, operator, Map.of("reason", "由数据共享核实"), key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.json().path("status").asText()).isEqualTo("WAIVED");
        assertThat(first.json().path("decidedBy").asText()).isEqualTo("tester");
        assertThat(first.json().path("reason").asText()).isEqualTo("由数据共享核实");
        assertThat(HUB.post(WAIVE, operator, Map.of("reason", "again")).json().path("code").asText())
                .isEqualTo("not-possible-now");
        assertThat(detail().at("/summary/openDebts").asInt()).isZero();
        assertThat(strings("select type from message where connector = 'tongban-hub'")).containsExactly("debt.waived");
        assertThat(strings("select action || ' ' || reason from audit_event where action like 'debt%'"))
                .containsExactly("debt.waive 由数据共享核实");
        assertThat(strings("select destination from delivery where type = 'debt.waived'")).containsExactly("city-window");
    }

    @Test
    void whatWasFoundFalseIsFlaggedAndCanBeTakenBack() {
        assertThat(HUB.post(LETTER + "false", operator, Map.of("reason", "场所不存在")).json().path("status").asText())
                .isEqualTo("FALSE");
        assertThat(detail().path("falseCommitment").asBoolean()).isTrue();
        assertThat(numbers("commitments?state=FALSE")).containsExactly(2);

        assertThat(HUB.post(LETTER + "verify", operator, Map.of("reason", "看错门牌")).json().path("status").asText())
                .isEqualTo("VERIFIED");
        assertThat(detail().path("falseCommitment").asBoolean()).isFalse();
        HUB.post(LETTER + "false", operator, Map.of("reason", "复查属实不存在"));

        assertThat(strings("select type from message where connector = 'tongban-hub' order by id")).containsExactly(
                "commitment.found-false", "commitment.corrected", "commitment.found-false");
        assertThat(strings("select action from audit_event where action like 'commitment%' order by id"))
                .containsExactly("commitment.find-false", "commitment.verify", "commitment.find-false");
    }

    @Test
    void whatIsNotThereIsNotDecided() {
        assertThat(HUB.post(LETTER.replace("/2/", "/1/") + "verify", operator, Map.of("reason", "x")).json().path("code")
                .asText()).isEqualTo("not-found");
        assertThat(HUB.post(WAIVE.replace(CASE, "nobody"), operator, Map.of("reason", "x")).json().path("code").asText())
                .isEqualTo("case-unknown");
        assertThat(strings("select type from message where connector = 'tongban-hub'")).isEmpty();
        assertThat(strings("select action from audit_event where action like 'commitment%' or action like 'debt%'")).isEmpty();
    }

    private JsonNode detail() {
        return HUB.get("/api/v1/cases/" + CASE, reader).json();
    }

    private List<Integer> numbers(String query) {
        return HUB.get("/api/v1/" + query, reader).json().path("items").findValues("no").stream().map(JsonNode::asInt).toList();
    }

    private static List<String> strings(String sql) {
        return HUB.pg().jdbc().sql(sql).query(String.class).list();
    }
}
