package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the courier does with each new parcel by itself, and how long it tries to tell of it.
 *
 * @param events {@code opCode} or {@code opCode:signCode} in order; empty: it waits for commands
 * @param firstMillis pause between the order and its first event
 * @param nextMillis pause between an event that was taken and the next
 * @param minutes by which the times in the events lie apart: the days of a parcel in a second; 0 for the time it is
 * @param attempts pushes of one event at most; after them it is given up and the next one follows
 * @param againMillis the first pause before a repeat; each further one is twice as long, up to five seconds
 */
record Script(List<String> events, long firstMillis, long nextMillis, int minutes, int attempts, long againMillis) {
    static final Script NONE = new Script(List.of(), 500, 50, 0, 10, 200);

    private static final long LONGEST_PAUSE = 5_000;

    static Script of(String life) {
        return life.isEmpty() ? NONE : new Script(Life.of(life).events(), 500, 50, 0, 10, 200);
    }

    /** A life by its name, or events; what is not given is as without a script. */
    static Script from(JsonNode node) {
        JsonNode life = node.path("life");
        List<String> events = new ArrayList<>(life.isTextual() ? Life.of(life.asText()).events() : List.of());
        node.path("events").forEach(event -> events.add(event.asText()));
        return new Script(
                List.copyOf(events),
                node.path("firstMillis").asLong(NONE.firstMillis),
                node.path("nextMillis").asLong(NONE.nextMillis),
                node.path("minutes").asInt(NONE.minutes),
                Math.max(1, node.path("attempts").asInt(NONE.attempts)),
                Math.max(1, node.path("againMillis").asLong(NONE.againMillis)));
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object().put("firstMillis", firstMillis).put("nextMillis", nextMillis);
        node.put("minutes", minutes).put("attempts", attempts).put("againMillis", againMillis);
        events.forEach(node.putArray("events")::add);
        return node;
    }

    /** The life of a parcel that this order makes. */
    List<String> eventsFor(String orderNo) {
        return Life.magic(orderNo).map(Life::events).orElse(events);
    }

    long pauseAfter(int failures) {
        return Math.min(LONGEST_PAUSE, againMillis << Math.min(12, Math.max(0, failures - 1)));
    }
}
