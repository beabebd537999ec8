package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * One event of a parcel. Its document is fixed when it is planned, so that a repeat is the same message.
 *
 * @param timeStamp of the envelope
 * @param body the document before it is sealed
 */
record Event(String serialNo, String waybillNo, String orderNo, String opCode, String timeStamp, String body) {
    JsonNode document() {
        return Json.read(body.getBytes(StandardCharsets.UTF_8));
    }

    String opTime() {
        return document().path("opTime").asText();
    }

    ObjectNode toJson() {
        return Json.object().put("serialNo", serialNo).put("opCode", opCode).put("timeStamp", timeStamp).put("body", body);
    }

    static Event from(String waybillNo, String orderNo, JsonNode node) {
        return new Event(node.path("serialNo").asText(), waybillNo, orderNo, node.path("opCode").asText(),
                node.path("timeStamp").asText(), node.path("body").asText());
    }
}
