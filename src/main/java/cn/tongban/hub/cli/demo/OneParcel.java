package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The courier takes an order and its answer is lost; a second order would be a second parcel, so it is asked first. */
final class OneParcel implements Chapter {
    private static final int CASE = 9;

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        long before = stage.rawCount(Stage.POST);
        ObjectNode faults = Stage.object();
        faults.putArray("rules").addObject().put("fault", "answer-lost").put("operation", "order").put("times", 1);
        stage.faults(Stage.POST, faults);
        stage.handInWell(stage.cases().posted(CASE));
        stage.awaitDelivery(caseNo, "DELIVERED");
        decide(stage, caseNo);
        String delivery = stage.awaitDelivery(Stage.POST, caseNo, "DELIVERED").path("id").asText();
        stage.faults(Stage.POST, Stage.object());
        int orders = stage.rawRequests(Stage.POST, "order", caseNo + "-R1", before).size();
        String hops = stage.hops(delivery);
        stage.require(orders == 1, "1 order at the post", orders);
        stage.require(hops.endsWith("probe delivered"), "settled by a probe", hops);
        stage.narrator().step("demo.parcel", orders, hops);
        stage.lookAtDelivery(delivery);
    }

    private static void decide(Stage stage, String caseNo) {
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.addObject().put("status", "07");
        steps.addObject().put("status", "10").put("resultCode", "0");
        steps.addObject().put("status", "11").put("resultCode", "0");
        stage.platformSteps(caseNo, steps);
    }
}
