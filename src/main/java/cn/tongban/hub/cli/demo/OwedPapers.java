package cn.tongban.hub.cli.demo;

import cn.tongban.hub.cli.HubCli;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Papers that are owed: one not on the list, one past its day, one due tomorrow; and a letter that was not true. */
final class OwedPapers implements Chapter {
    private static final int EXPIRED_AND_REMINDED = 2;

    @Override
    public void tell(Stage stage) {
        OffsetDateTime now = OffsetDateTime.now(HubCli.clock().withZone(ZoneId.of("Asia/Shanghai")))
                .truncatedTo(ChronoUnit.SECONDS);
        String promisedNow = now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        ObjectNode wish = stage.cases().owing(promisedNow, now.toLocalDate().plusDays(1).toString());
        refused(stage, wish.deepCopy());
        reminded(stage, wish);
        settled(stage);
        notTrue(stage);
    }

    private static void refused(Stage stage, ObjectNode wish) {
        ObjectNode debt = (ObjectNode) wish.at("/set/acceptance/debts/0");
        debt.put("materialName", "食品经营许可申请书");
        Stage.DeskAnswer answer = stage.handIn(wish);
        String code = answer.json().path("code").asText();
        String place = answer.json().at("/places/0/pointer").asText();
        stage.require(answer.status() == 422 && code.equals("debt-not-tolerable"), "422 debt-not-tolerable", answer.body());
        stage.narrator().step("demo.owed.refused", code, place);
    }

    private static void reminded(Stage stage, ObjectNode wish) {
        String caseNo = stage.cases().owingNumber();
        long before = stage.rawCount(Stage.WINDOW);
        stage.handInWell(wish);
        List<JsonNode> told = stage.awaitSeen("news of debts of " + caseNo + " at the desk", () -> Optional.of(
                stage.rawRequests(Stage.WINDOW, "promise", caseNo, before)).filter(seen -> seen.size() >= EXPIRED_AND_REMINDED));
        String names = String.join(", ", told.stream()
                .map(request -> new Stage.DeskAnswer(200, request.path("body").asText()).json())
                .map(body -> body.path("event").asText() + " " + body.path("eventName").asText()).sorted().toList());
        JsonNode seen = stage.api("cases/" + caseNo);
        stage.require(seen.at("/debts/0/status").asText().equals("EXPIRED"), "EXPIRED", seen.path("debts"));
        stage.require(seen.at("/tasks/0/kind").asText().equals("debt-expired"), "a task", seen.path("tasks"));
        stage.narrator().step("demo.owed.told", caseNo, names);
        stage.narrator().look("./hub debts");
    }

    private static void settled(Stage stage) {
        String caseNo = stage.cases().owingNumber();
        JsonNode sent = stage.upload(caseNo, Stage.object().put("materialId", "M2").put("name", "营业执照复印件").put("seed", 26));
        stage.require(sent.path("status").asInt() == 202, "202 for the paper", sent);
        stage.api("cases/" + caseNo + "/debts/2/waive", Stage.object().put("reason", "演示:已由数据共享核实"));
        JsonNode seen = stage.api("cases/" + caseNo);
        stage.require(seen.at("/debts/0/late").asBoolean(), "supplied late", seen.path("debts"));
        stage.require(seen.at("/summary/openDebts").asInt() == 0, "no open debt", seen.path("summary"));
        stage.narrator().step("demo.owed.late");
        stage.lookAtCase(caseNo);
    }

    private static void notTrue(Stage stage) {
        String caseNo = stage.cases().committedNumber();
        stage.handInWell(stage.cases().committed());
        stage.await("check of " + caseNo + " overdue", "cases/" + caseNo,
                seen -> seen.at("/commitments/0/status").asText().equals("CHECK_DUE"));
        stage.api("cases/" + caseNo + "/commitments/1/false", Stage.object().put("reason", "演示:实地核查,场所不存在"));
        JsonNode seen = stage.api("cases/" + caseNo);
        stage.require(seen.path("falseCommitment").asBoolean(), "a flagged case", seen.path("commitments"));
        stage.narrator().step("demo.owed.false", caseNo);
        stage.narrator().look("./hub commitments");
    }
}
