package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** A district item handed in at a city window: down by REST, a material behind it, up by the district's own tables. */
final class DistrictCase implements Chapter {
    private static final int CASE = 8;
    private static final int LATE_MILLIS = 1500;
    /** The desk's own codes. */
    private static final String IN_REVIEW = "07";
    private static final String CLOSED = "11";

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().districtNumber(CASE);
        long district = stage.rawCount(Stage.DISTRICT);
        long window = stage.rawCount(Stage.WINDOW);
        stage.handInWell(stage.cases().founding(CASE));
        JsonNode delivery = stage.awaitDelivery(Stage.DISTRICT, caseNo, "DELIVERED");
        stage.narrator().step("demo.district.down", caseNo, delivery.path("receiptNo").asText());
        stage.lookAtDelivery(delivery.path("id").asText());
        material(stage, caseNo, district);
        childFirst(stage, caseNo, window);
        up(stage, caseNo, window);
    }

    private static void material(Stage stage, String caseNo, long before) {
        JsonNode sent = stage.upload(caseNo, Stage.object()
                .put("materialId", "M2").put("name", "营业执照复印件").put("seed", 7).put("size", 2_000_000));
        stage.require(sent.path("status").asInt() == 202, "202 for a material", sent.path("status"));
        JsonNode arrived = stage.awaitSeen("material of " + caseNo, () ->
                stage.rawRequests(Stage.DISTRICT, "material", caseNo, before).stream()
                        .filter(request -> request.path("effect").asText().equals("stored"))
                        .findFirst());
        String digest = arrived.at("/file/sm3").asText();
        stage.require(digest.equals(sent.path("sm3").asText()), "SM3 " + sent.path("sm3").asText(), digest);
        stage.narrator().step("demo.district.material", sent.path("size").asLong(), digest.substring(0, 16));
        stage.narrator().look("curl -s -H \"$T\" $H/cases/" + caseNo + "/materials");
    }

    /** The row of the acceptance is written later than that of the first node. */
    private static void childFirst(Stage stage, String caseNo, long before) {
        ObjectNode faults = Stage.object();
        faults.putArray("rules").addObject()
                .put("fault", "late").put("operation", "accept").put("caseNo", caseNo)
                .put("times", 1).put("millis", LATE_MILLIS);
        stage.faults(Stage.DISTRICT, faults);
        long began = System.nanoTime();
        stage.districtRows(caseNo, rows("accept", "claim"));
        awaitTold(stage, caseNo, before, IN_REVIEW);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        stage.faults(Stage.DISTRICT, Stage.object());
        stage.require(took.toMillis() >= LATE_MILLIS, "told after the parent's row", took.toMillis() + " ms");
        stage.narrator().step("demo.district.child-first", Narrator.seconds(took));
    }

    private static void up(Stage stage, String caseNo, long before) {
        long began = System.nanoTime();
        stage.districtRows(caseNo, rows("review", "result", "close"));
        awaitTold(stage, caseNo, before, CLOSED);
        stage.narrator().step("demo.district.up", Narrator.seconds(Duration.ofNanos(System.nanoTime() - began)));
        stage.lookAtCase(caseNo);
    }

    private static void awaitTold(Stage stage, String caseNo, long before, String status) {
        stage.awaitSeen(status + " of " + caseNo + " at the desk", () -> {
            boolean told = stage.rawRequests(Stage.WINDOW, "step", caseNo, before).stream()
                    .map(request -> new Stage.DeskAnswer(200, request.path("body").asText()).json())
                    .anyMatch(body -> body.path("status").asText().equals(status));
            return told ? Optional.of(true) : Optional.empty();
        });
    }

    private static ArrayNode rows(String... steps) {
        ArrayNode rows = JsonHttp.JSON.createArrayNode();
        for (String step : steps) {
            rows.addObject().put("step", step);
        }
        return rows;
    }
}
