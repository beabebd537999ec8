package cn.tongban.sandbox.department;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bureau does with each message by itself.
 *
 * @param statuses steps of each new case, in order; empty: it waits for commands
 * @param takeBack yes or no to every wish to have a case back; empty: it waits for commands
 */
record Script(List<String> statuses, String takeBack) {
    static final Script NONE = new Script(List.of(), "");

    static Script from(JsonNode node) {
        List<String> statuses = new ArrayList<>();
        node.path("statuses").forEach(status -> statuses.add(status.asText()));
        return new Script(List.copyOf(statuses), node.path("takeBack").asText());
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object().put("takeBack", takeBack);
        statuses.forEach(node.putArray("statuses")::add);
        return node;
    }
}
