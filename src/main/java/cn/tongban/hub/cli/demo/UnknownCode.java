package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A code without a counterpart is never guessed: the delivery is dead until a person has mended the field. */
final class UnknownCode implements Chapter {
    private static final int CASE = 6;
    private static final String FIELD = "/contact/idType";
    private static final String REASON = "市平台代码表没有台胞证,按其口径填“其他”";

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        stage.handInWell(stage.cases().withTaiwanPermit(CASE));
        JsonNode dead = stage.awaitDelivery(caseNo, "DEAD");
        String id = dead.path("id").asText();
        String code = dead.path("code").asText();
        stage.require(code.equals("unknown-code"), "unknown-code", code);
        stage.narrator().step("demo.dead", code, dead.path("reason").asText());
        stage.narrator().look("./hub dead");
        stage.lookAtDelivery(id);
        repair(stage, id);
        stage.awaitDelivery(caseNo, "DELIVERED");
        stage.narrator().step("demo.repaired", FIELD, stage.hops(id));
        stage.lookAtDelivery(id);
    }

    private static void repair(Stage stage, String id) {
        ObjectNode repair = Stage.object().put("reason", REASON);
        repair.putArray("patch").addObject().put("op", "replace").put("path", FIELD).put("value", "OTHER");
        stage.api("deliveries/" + id + "/repair", repair);
        stage.api("deliveries/" + id + "/replay", Stage.object().put("reason", "已更正,重新投递"));
    }
}
