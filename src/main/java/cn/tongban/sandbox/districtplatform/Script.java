package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform does with each case that is handed down, by itself.
 *
 * @param steps names that {@link RowPaper} knows, in order; empty: it waits for commands
 * @param firstMillis pause between the case and its first row
 * @param nextMillis pause between two rows
 * @param every only about one case in so many goes through it, always the same ones; 1 for all
 */
record Script(List<String> steps, long firstMillis, long nextMillis, int every) {
    static final Script NONE = new Script(List.of(), 0, 0, 1);

    boolean covers(String caseNo) {
        return !steps.isEmpty() && Math.floorMod(caseNo.hashCode(), every) == 0;
    }

    static Script from(JsonNode node) {
        List<String> steps = new ArrayList<>();
        node.path("steps").forEach(step -> steps.add(step.asText()));
        return new Script(
                List.copyOf(steps), node.path("firstMillis").asLong(200), node.path("nextMillis").asLong(50),
                Math.max(1, node.path("every").asInt(1)));
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object().put("firstMillis", firstMillis).put("nextMillis", nextMillis).put("every", every);
        steps.forEach(node.putArray("steps")::add);
        return node;
    }
}
