package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A city item handed in at the district's window: accepted with a paper owed, decided by the city, told to the desk. */
final class CityCase implements Chapter {
    private static final int CASE = 0;
    /** What the desk is told in its own codes: in review, suspended, in review, decided, closed, issued, delivered. */
    private static final List<String> TOLD = List.of("07", "08", "07", "10", "11", "12", "13");

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        long before = stage.rawCount(Stage.WINDOW);
        handIn(stage, caseNo);
        forward(stage, caseNo);
        review(stage, caseNo);
        finish(stage, caseNo);
        told(stage, caseNo, before);
    }

    private static void handIn(Stage stage, String caseNo) {
        stage.handInWell(stage.cases().firmA(CASE));
        int debts = stage.api("cases/" + caseNo).at("/summary/openDebts").asInt();
        stage.require(debts == 1, "1 open debt", debts);
        stage.narrator().step("demo.city.handed-in", caseNo);
        stage.lookAtCase(caseNo);
    }

    private static void forward(Stage stage, String caseNo) {
        stage.awaitCase(caseNo, "FORWARDED");
        JsonNode delivery = stage.awaitDelivery(caseNo, "DELIVERED");
        stage.narrator().step("demo.city.forwarded", delivery.path("receiptNo").asText());
        stage.lookAtDelivery(delivery.path("id").asText());
    }

    private static void review(Stage stage, String caseNo) {
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.add(step("07", "2026-03-17T08:40:00+08:00", "已认领"));
        steps.add(step("08", "2026-03-18T09:00:00+08:00", "现场核查"));
        stage.platformSteps(caseNo, steps);
        stage.awaitCase(caseNo, "SUSPENDED");
        stage.narrator().step("demo.city.suspended");
        stage.lookAtCase(caseNo);
    }

    private static void finish(Stage stage, String caseNo) {
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.add(step("09", "2026-03-20T17:00:00+08:00", "核查结束"));
        steps.add(step("10", "2026-03-24T11:00:00+08:00", "准予许可")
                .put("resultCode", "0")
                .put("certNo", "JY-TEST-0001"));
        steps.add(step("11", "2026-03-24T11:00:00+08:00", "办结").put("resultCode", "0"));
        steps.add(step("12", "2026-03-24T15:00:00+08:00", "制证").put("certNo", "JY-TEST-0001"));
        steps.add(step("13", "2026-03-26T10:15:00+08:00", "已送达"));
        stage.platformSteps(caseNo, steps);
        stage.awaitCase(caseNo, "DELIVERED");
        JsonNode seen = stage.ask(caseNo);
        stage.require(seen.path("state").asText().equals("DELIVERED"), "the desk sees DELIVERED", seen.path("state"));
        stage.narrator().step("demo.city.finished", seen.path("steps").size());
        stage.lookAtCase(caseNo);
    }

    private static void told(Stage stage, String caseNo, long before) {
        List<JsonNode> requests = stage.awaitSeen("steps of " + caseNo + " at the desk", () -> {
            List<JsonNode> seen = stage.rawRequests(Stage.WINDOW, "step", caseNo, before);
            return seen.size() >= TOLD.size() ? Optional.of(seen) : Optional.empty();
        });
        List<String> statuses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonNode request : requests) {
            JsonNode body = new Stage.DeskAnswer(200, request.path("body").asText()).json();
            statuses.add(body.path("status").asText());
            names.add(body.path("status").asText() + " " + body.path("statusName").asText());
        }
        stage.require(statuses.equals(TOLD), "steps " + TOLD, statuses);
        stage.narrator().step("demo.city.told", requests.size(), String.join(", ", names));
        stage.narrator().look("curl -s -H \"$T\" \"$H/deliveries?destination=city-window&caseNo=" + caseNo + "\"");
    }

    private static ObjectNode step(String status, String time, String opinion) {
        return Stage.object().put("status", status).put("statusTime", time).put("opinion", opinion);
    }
}
