package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The province takes a step of a case and rejects it afterwards: the hub asks, tells who can mend it, and files it again. */
final class RejectedAfterwards implements Chapter {
    private static final int CASE = 10;
    private static final String TABLE = "up_pro_process";
    private static final String FIELD = "/handler";

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        stage.archiveRequires(TABLE, "handleUserName");
        stage.handInWell(stage.cases().plain(CASE));
        stage.awaitDelivery(caseNo, "DELIVERED");
        ObjectNode step = Stage.object().put("status", "07").put("handler", "");
        stage.platformSteps(caseNo, step.arrayNode().add(step));
        JsonNode refused = stage.awaitDelivery(Stage.ARCHIVE, caseNo, "REFUSED");
        String id = refused.path("id").asText();
        JsonNode seen = stage.await("a task for the rejection", "cases/" + caseNo, one -> task(one).isPresent());
        stage.narrator().step("demo.rejected", task(seen).orElseThrow().path("detail").asText());
        stage.lookAtCase(caseNo);
        mend(stage, id);
        stage.awaitDelivery(Stage.ARCHIVE, caseNo, "DELIVERED");
        stage.await("no task any more", "cases/" + caseNo, one -> task(one).isEmpty());
        stage.archiveRequires(TABLE);
        JsonNode row = stage.archiveRow(caseNo, id);
        stage.require(row.path("cdOperation").asText().equals("U"), "an update of the same row", row.path("cdOperation"));
        stage.narrator().step("demo.refiled", FIELD, row.path("cdBatch").asText());
        stage.lookAtDelivery(id);
    }

    private static Optional<JsonNode> task(JsonNode seen) {
        return StreamSupport.stream(seen.path("tasks").spliterator(), false)
                .filter(task -> task.path("kind").asText().equals("rejected")).findFirst();
    }

    private static void mend(Stage stage, String id) {
        ObjectNode repair = Stage.object().put("reason", "据纸质记录补录办理人");
        repair.putArray("patch").addObject().put("op", "replace").put("path", FIELD).put("value", "测试乙");
        stage.api("deliveries/" + id + "/repair", repair);
        stage.api("deliveries/" + id + "/replay", Stage.object().put("reason", "已更正,重新报送"));
    }
}
