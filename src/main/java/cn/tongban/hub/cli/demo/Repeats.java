package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One key, handed in several times: one receipt, one case; the same key with another body is refused. */
final class Repeats implements Chapter {
    private static final int CASE = 1;
    private static final int TIMES = 5;

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        String key = "demo-" + caseNo;
        long before = stage.rawCount(Stage.PLATFORM);
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            receipts.add(stage.handInWell(stage.cases().repeatable(CASE, key)).body());
        }
        stage.require(receipts.stream().distinct().count() == 1, "one receipt", receipts);
        ObjectNode other = stage.cases().repeatable(CASE, key);
        other.withObject("/set").put("receiveTime", "2026-03-16T10:00:30+08:00");
        Stage.DeskAnswer refused = stage.handIn(other);
        String code = refused.json().path("code").asText();
        stage.require(refused.status() == 409 && code.equals("key-reused"), "409 key-reused", refused.status() + code);
        stage.awaitDelivery(caseNo, "DELIVERED");
        int raw = stage.rawRequests(Stage.PLATFORM, "submit", caseNo, before).size();
        stage.require(raw == 1, "1 request at the platform", raw);
        stage.narrator().step("demo.repeats", TIMES);
        stage.narrator().look("curl -s -H \"$T\" \"$H/messages?caseNo=" + caseNo + "\"");
    }
}
