package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform does with each new case by itself.
 *
 * @param statuses the status codes in order; empty: it waits for commands
 * @param firstMillis pause between the case and its first step
 * @param nextMillis pause between an acknowledged step and the next
 * @param every only about one case in so many goes through it, always the same ones; 1 for all
 */
record Script(List<String> statuses, long firstMillis, long nextMillis, int every) {
    static final Script NONE = new Script(List.of(), 0, 0, 1);

    boolean covers(String caseNo) {
        return !statuses.isEmpty() && Math.floorMod(caseNo.hashCode(), every) == 0;
    }

    static Script from(JsonNode node) {
        List<String> statuses = new ArrayList<>();
        node.path("statuses").forEach(status -> statuses.add(status.asText()));
        return new Script(
                List.copyOf(statuses), node.path("firstMillis").asLong(500), node.path("nextMillis").asLong(50),
                Math.max(1, node.path("every").asInt(1)));
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object().put("firstMillis", firstMillis).put("nextMillis", nextMillis).put("every", every);
        statuses.forEach(node.putArray("statuses")::add);
        return node;
    }
}
