package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A city item handed in at the district's window: accepted with a paper owed, decided by the city, filed with the
 * province, posted to the applicant, told to the desk.
 */
final class CityCase implements Chapter {
    private static final int CASE = 0;
    /** What the desk is told in its own codes: in review, suspended, in review, decided, closed, issued, delivered,
     * and delivered again after the post had taken that back. */
    private static final List<String> TOLD = List.of("07", "08", "07", "10", "11", "12", "13", "12", "13");

    /** What the provincial archive gets: acceptance, review, site check, review again, result with the licence. */
    private static final List<String> FILED = List.of("BASE", "PROCESS", "SPECIAL", "PROCESS", "RESULT");

    private static final String LICENCE = "JY-TEST-0001";

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        long before = stage.rawCount(Stage.WINDOW);
        handIn(stage, caseNo);
        forward(stage, caseNo);
        review(stage, caseNo);
        String waybillNo = finish(stage, caseNo);
        filed(stage, caseNo);
        posted(stage, caseNo, waybillNo);
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

    /** Gives the number of the parcel. */
    private static String finish(Stage stage, String caseNo) {
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.add(step("09", "2026-03-20T17:00:00+08:00", "核查结束"));
        steps.add(step("10", "2026-03-24T11:00:00+08:00", "准予许可")
                .put("resultCode", "0")
                .put("certNo", LICENCE));
        steps.add(step("11", "2026-03-24T11:00:00+08:00", "办结").put("resultCode", "0"));
        stage.platformSteps(caseNo, steps);
        JsonNode order = stage.awaitDelivery(Stage.POST, caseNo, "DELIVERED");
        stage.awaitCase(caseNo, "ISSUED");
        stage.narrator().step("demo.city.finished", order.path("receiptNo").asText());
        stage.lookAtDelivery(order.path("id").asText());
        return order.path("receiptNo").asText();
    }

    private static void filed(Stage stage, String caseNo) {
        List<JsonNode> rows = stage.awaitSeen("result of " + caseNo + " at the archive", () ->
                Optional.of(stage.archived(caseNo)).filter(seen -> seen.size() >= FILED.size()));
        List<String> parts = rows.stream().map(row -> row.path("part").asText()).toList();
        stage.require(parts.equals(FILED), "parts " + FILED, parts);
        String licence = rows.get(FILED.size() - 1).at("/row/resultCetrNo").asText();
        stage.require(licence.equals(LICENCE), "licence " + LICENCE, licence);
        String names = rows.stream().map(CityCase::archived).collect(Collectors.joining(", "));
        stage.narrator().step("demo.city.filed", rows.size(), names);
        stage.narrator().look("curl -s -H \"$T\" \"$H/deliveries?destination=province-archive&caseNo=" + caseNo + "\"");
    }

    /** A row by its part and what it calls itself there. */
    private static String archived(JsonNode row) {
        String name = Stream.of("processName", "specialName", "resultCetrNo")
                .map(field -> row.path("row").path(field).asText()).filter(text -> !text.isEmpty()).findFirst().orElse("");
        return (row.path("part").asText() + " " + name).strip();
    }

    private static void posted(Stage stage, String caseNo, String waybillNo) {
        stage.parcelEvent(waybillNo, "203", "", "2026-03-24 17:00:00");
        stage.parcelEvent(waybillNo, "954", "", "2026-03-25 18:00:00");
        stage.parcelEvent(waybillNo, "702", "", "2026-03-26 09:00:00");
        stage.parcelEvent(waybillNo, "704", "10", "2026-03-26 10:15:00");
        stage.awaitCase(caseNo, "DELIVERED");
        stage.parcelEvent(waybillNo, "743", "", "2026-03-26 10:40:00");
        stage.awaitCase(caseNo, "ISSUED");
        stage.parcelEvent(waybillNo, "704", "10", "2026-03-26 11:30:00");
        stage.awaitCase(caseNo, "DELIVERED");
        JsonNode seen = stage.ask(caseNo);
        stage.require(seen.path("state").asText().equals("DELIVERED"), "the desk sees DELIVERED", seen.path("state"));
        stage.narrator().step("demo.city.posted", seen.path("steps").size());
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
