package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The platform does the work and its answer is lost: the hub asks before it would send anything again. */
final class LostAnswer implements Chapter {
    private static final int CASE = 5;

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        long before = stage.rawCount(Stage.PLATFORM);
        ObjectNode faults = Stage.object();
        faults.putArray("rules")
                .addObject()
                .put("fault", "answer-lost")
                .put("operation", "submit")
                .put("caseNo", caseNo)
                .put("times", 1);
        stage.faults(Stage.PLATFORM, faults);
        stage.handInWell(stage.cases().plain(CASE));
        String delivery = stage.awaitDelivery(caseNo, "DELIVERED").path("id").asText();
        stage.faults(Stage.PLATFORM, Stage.object());
        int raw = stage.rawRequests(Stage.PLATFORM, "submit", caseNo, before).size();
        String hops = stage.hops(delivery);
        stage.require(raw == 1, "1 request at the platform", raw);
        stage.require(hops.endsWith("probe delivered"), "settled by a probe", hops);
        stage.narrator().step("demo.lost", raw, hops);
        stage.lookAtDelivery(delivery);
    }
}
