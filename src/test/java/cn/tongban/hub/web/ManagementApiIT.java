package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManagementApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Map<String, Object> REASON = Map.of("reason", "asked by the partner");

    private String token = "";

    @BeforeEach
    void delivered() {
        token = HUB.token(Scope.READ, Scope.OPERATE);
        partner(new Outcome.Delivered("R-1", false));
    }

    @Test
    void aMessageShowsItsWayAndNothingPersonal() {
        UUID id = RecordedCase.record(HUB, "C-1");
        awaitState(id, "DELIVERED");

        Answer answer = HUB.get("/api/v1/messages/" + id, token);

        assertThat(answer.json().at("/message/caseNo").asText()).isEqualTo("C-1");
        assertThat(answer.json().at("/deliveries/0/hops/0/kind").asText()).isEqualTo("send");
        assertThat(answer.json().at("/document/contact/name").asText()).isEqualTo("测**");
        assertThat(answer.json().at("/document/contact/idNumber").asText()).isEqualTo("610702********0011");
        assertNothingPersonal(answer);
    }

    @Test
    void listsAndCasesShowNothingPersonal() {
        UUID id = RecordedCase.record(HUB, "C-1");
        String delivery = awaitState(id, "DELIVERED").at("/delivery/id").asText();

        for (String path : List.of("/messages", "/cases", "/cases/C-1", "/deliveries", "/deliveries/" + delivery,
                "/dead-letters", "/connectors", "/connectors/city-platform", "/status", "/routes", "/bundles")) {
            Answer answer = HUB.get("/api/v1" + path, token);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertNothingPersonal(answer);
        }
        assertThat(HUB.get("/api/v1/cases/C-1", token).json().at("/timeline/0/decision").asText()).isEqualTo("APPLIED");
    }

    @Test
    void aTaskIsClosedOnceForAReasonAndThatIsOnRecord() {
        RecordedCase.record(HUB, "C-1");
        UUID task = UUID.randomUUID();
        HUB.bean(cn.tongban.hub.cases.CaseRepository.class).insertTask(task, "C-1", "impossible-step", "CLOSED -> DECIDED");
        String path = "/api/v1/cases/C-1/tasks/" + task + "/close";
        assertThat(HUB.get("/api/v1/cases/C-1", token).json().at("/tasks/0/id").asText()).isEqualTo(task.toString());

        assertThat(HUB.post(path, HUB.token(Scope.READ), REASON).status()).isEqualTo(403);
        assertThat(HUB.post(path, token, Map.of("reason", " ")).json().get("code").asText()).isEqualTo("reason-missing");
        assertThat(HUB.post("/api/v1/cases/C-2/tasks/" + task + "/close", token, REASON).status()).isEqualTo(404);
        assertThat(HUB.post(path, token, REASON).json().get("kind").asText()).isEqualTo("impossible-step");

        assertThat(HUB.post(path, token, REASON).json().get("code").asText()).isEqualTo("not-possible-now");
        assertThat(HUB.get("/api/v1/cases/C-1", token).json().at("/tasks")).isEmpty();
        assertThat(HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().at("/items").toString())
                .contains("case-task.close");
    }

    @Test
    void unmaskingNeedsItsScopeAndAReasonAndIsOnRecord() {
        UUID id = RecordedCase.record(HUB, "C-1");
        String path = "/api/v1/messages/" + id + "/unmask";
        String privileged = HUB.token(Scope.READ_PERSONAL);

        assertThat(HUB.post(path, token, REASON).status()).isEqualTo(403);
        assertThat(HUB.post(path, privileged, Map.of("reason", " ")).json().get("code").asText())
                .isEqualTo("reason-missing");
        Answer shown = HUB.post(path, privileged, REASON);

        assertThat(shown.json().at("/document/contact/idNumber").asText()).isEqualTo(RecordedCase.ID_NUMBER);
        JsonNode audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().get("items");
        assertThat(audit).hasSize(1);
        assertThat(audit.get(0).get("action").asText()).isEqualTo("message.unmask");
        assertThat(audit.get(0).get("reason").asText()).isEqualTo("asked by the partner");
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        for (int i = 0; i < 5; i++) {
            RecordedCase.record(HUB, "C-" + i);
        }
        for (String list : List.of("messages?limit=3", "messages?connector=city-window&limit=3", "cases?limit=3",
                "deliveries?limit=3")) {
            JsonNode first = HUB.get("/api/v1/" + list, token).json();
            JsonNode second = HUB.get("/api/v1/" + list + "&before=" + first.get("next").asText(), token).json();

            assertThat(first.get("items")).as(list).hasSize(3);
            assertThat(second.get("items")).as(list).hasSize(2);
            assertThat(second.get("next").isNull()).isTrue();
            assertThat(first.get("items").findValuesAsText("caseNo"))
                    .doesNotContainAnyElementsOf(second.get("items").findValuesAsText("caseNo"));
        }
    }

    @Test
    void aDeadLetterIsRepairedAndReplayed() {
        partner(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        UUID id = RecordedCase.record(HUB, "C-1");
        String delivery = awaitState(id, "DEAD").at("/delivery/id").asText();
        String path = "/api/v1/deliveries/" + delivery;
        assertThat(messagesIn("DEAD")).containsExactly(id.toString());

        assertThat(HUB.get("/api/v1/dead-letters/causes", token).json().at("/0/code").asText()).isEqualTo("unknown-code");
        Answer wrong = repair(path, "replace", "/applicant/type", "COMPANY");
        assertThat(wrong.json().get("code").asText()).isEqualTo("patch-invalid");
        assertThat(repair(path, "replace", "/contact/name", "测**").json().get("code").asText()).isEqualTo("patch-invalid");
        assertThat(repair(path, "replace", "/applicant/type", "OTHER").status()).isEqualTo(200);
        partner(new Outcome.Delivered("R-2", false));
        assertThat(HUB.post(path + "/replay", token, REASON).json().get("state").asText()).isEqualTo("WAITING");

        JsonNode after = awaitState(id, "DELIVERED");
        assertThat(messagesIn("DEAD")).isEmpty();
        assertThat(after.get("hops").findValuesAsText("kind")).containsExactly("send", "repair", "replay", "send");
        assertThat(after.at("/hops/1/actor").asText()).isEqualTo("tester");
        assertThat(HUB.post(path + "/replay", token, REASON).json().get("code").asText()).isEqualTo("not-possible-now");
    }

    @Test
    void whatWasDeliveredGoesAgainWhenSomebodyInsists() {
        partner(new Outcome.Delivered("R-1", false));
        UUID id = RecordedCase.record(HUB, "C-1");
        String delivery = awaitState(id, "DELIVERED").at("/delivery/id").asText();
        partner(new Outcome.Delivered("R-2", false));

        HUB.post("/api/v1/deliveries/" + delivery + "/replay", token, Map.of("reason", "lost there", "evenIfDelivered", true));

        await().until(() -> HUB.get("/api/v1/deliveries/" + delivery, token).json().at("/delivery/receiptNo").asText(),
                "R-2"::equals);
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndAnotherOneIsRefused() {
        partner(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "time-out"));
        UUID id = RecordedCase.record(HUB, "C-1");
        String path = "/api/v1/deliveries/" + awaitState(id, "DOUBTFUL").at("/delivery/id").asText() + "/resolve";
        Map<String, String> key = Map.of("Idempotency-Key", "k1");
        Map<String, Object> done = Map.of("delivered", true, "receiptNo", "HZ1", "reason", "seen there");

        Answer first = HUB.post(path, token, done, key);
        Answer second = HUB.post(path, token, done, key);
        Answer other = HUB.post(path, token, Map.of("delivered", false, "reason", "no"), key);

        assertThat(first.json().get("receiptNo").asText()).isEqualTo("HZ1");
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.json().get("code").asText()).isEqualTo("key-reused");
        assertThat(awaitState(id, "DELIVERED").get("hops")).hasSize(2);
    }

    @Test
    void aBulkReplayFirstSaysHowMany() {
        partner(new Outcome.Refused(ErrorCode.DESTINATION_REFUSED, "closed"));
        List<UUID> ids = List.of(
                RecordedCase.record(HUB, "C-1"), RecordedCase.record(HUB, "C-2"), RecordedCase.record(HUB, "C-3"));
        ids.forEach(id -> awaitState(id, "REFUSED"));
        partner(new Outcome.Delivered("R-3", false));
        Map<String, Object> which = Map.of("destination", "city-platform", "code", "destination-refused");

        JsonNode plan = HUB.post("/api/v1/deliveries/bulk/plan", token, Map.of("action", "REPLAY", "which", which)).json();
        assertThat(plan.get("count").asInt()).isEqualTo(3);
        assertThat(plan.get("withReceipt").asInt()).isZero();
        assertThat(bulk(which, plan, 2).json().get("code").asText()).isEqualTo("not-possible-now");

        Answer result = bulk(which, plan, 3);

        assertThat(result.json().get("done").asInt()).isEqualTo(3);
        ids.forEach(id -> awaitState(id, "DELIVERED"));
    }

    @Test
    void aPausedConnectorHoldsBackUntilItIsResumed() {
        assertThat(HUB.post("/api/v1/connectors/city-platform/pause", token, REASON).json().get("pausedBy").asText())
                .isEqualTo("tester");
        assertThat(HUB.get("/api/v1/connectors/city-platform", token).json().get("light").asText()).isEqualTo("WAITING");
        UUID id = RecordedCase.record(HUB, "C-1");
        awaitState(id, "WAITING");
        assertThat(messagesIn("WAITING")).containsExactly(id.toString());

        HUB.post("/api/v1/connectors/city-platform/resume", token, REASON);

        awaitState(id, "DELIVERED");
        assertThat(HUB.post("/api/v1/connectors/nobody/pause", token, REASON).status()).isEqualTo(404);
    }

    @Test
    void aCaseIsFoundByEachIdentifierAndNoIdentifierIsInAnAddress() {
        RecordedCase.record(HUB, "C-1");
        Map<String, String> values = Map.of(
                "id-number", RecordedCase.ID_NUMBER, "phone", "+86 139-0000-0001", "name", RecordedCase.NAME,
                "credit-code", RecordedCase.CREDIT_CODE.toLowerCase(), "case", "C-1");

        values.forEach((kind, value) -> {
            Answer found = HUB.post("/api/v1/searches", token, Map.of("kind", kind, "value", value));
            assertThat(found.json().at("/hits/0/href").asText()).as(kind).isEqualTo("/api/v1/cases/C-1");
            String again = "/api/v1/searches/" + found.json().get("id").asText();
            assertThat(HUB.get(again, token).json()).isEqualTo(found.json());
            assertThat(HUB.get(again, HUB.token(Scope.READ)).status()).isEqualTo(404);
        });
        JsonNode audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json();
        assertThat(audit.get("items").findValuesAsText("action")).containsOnly("search").hasSize(4);
        assertNothingPersonal(HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)));
    }

    @Test
    void anUnreachableConnectorSaysSo() {
        Answer answer = HUB.post("/api/v1/connectors/city-platform/test", token, "");

        assertThat(answer.json().get("answer").asText()).isIn("tcp", "login", "reached");
    }

    private static Answer bulk(Map<String, Object> which, JsonNode plan, int expected) {
        return HUB.post("/api/v1/deliveries/bulk/run", HUB.token(Scope.OPERATE), Map.of("action", "REPLAY", "which",
                which, "upTo", plan.get("upTo").asText(), "expected", expected, "reason", "open again"));
    }

    private Answer repair(String path, String op, String pointer, String value) {
        return HUB.post(path + "/repair", token, Map.of(
                "patch", List.of(Map.of("op", op, "path", pointer, "value", value)), "reason", "from the paper record"));
    }

    private JsonNode awaitState(UUID message, String state) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> HUB.get("/api/v1/messages/" + message, token).json().at("/deliveries/0"),
                        d -> d.at("/delivery/state").asText().equals(state));
    }

    private List<String> messagesIn(String state) {
        return HUB.get("/api/v1/deliveries?state=" + state, token).json().get("items").findValuesAsText("messageId");
    }

    private static void partner(Outcome outcome) {
        HUB.bean(HubPorts.Partner.class).answers(outcome);
    }

    private static void assertNothingPersonal(Answer answer) {
        assertThat(answer.raw().body()).doesNotContain(RecordedCase.PERSONAL.toArray(String[]::new));
    }
}
