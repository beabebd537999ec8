package cn.tongban.hub.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a slot was read, and of which server.
 *
 * @param lsn end of the last transaction that is recorded as a whole; the one after it comes again after a restart, and
 *     the inbox knows what of it is there
 * @param beat when the newest heartbeat that came through the slot was sent, in milliseconds
 * @param reading present while all rows are read by key
 */
record CdcPosition(String system, int timeline, long lsn, long beat, Optional<Cursor> reading) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param key the last one that was handed over, empty before the first */
    record Cursor(String table, String key) {}

    /** Empty when the text is of another adapter: then it counts as if nothing was ever read. */
    static Optional<CdcPosition> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.path("system").isTextual() || !node.path("lsn").isIntegralNumber()) {
                return Optional.empty();
            }
            Optional<Cursor> reading = node.path("table").isTextual()
                    ? Optional.of(new Cursor(node.path("table").asText(), node.path("key").asText()))
                    : Optional.empty();
            return Optional.of(new CdcPosition(node.path("system").asText(), node.path("timeline").asInt(),
                    node.path("lsn").asLong(), node.path("beat").asLong(), reading));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String text() {
        ObjectNode node = JSON.createObjectNode()
                .put("system", system).put("timeline", timeline).put("lsn", lsn).put("beat", beat);
        reading.ifPresent(cursor -> node.put("table", cursor.table()).put("key", cursor.key()));
        return node.toString();
    }

    CdcPosition at(long newLsn, long newBeat) {
        return new CdcPosition(system, timeline, Math.max(lsn, newLsn), Math.max(beat, newBeat), reading);
    }

    CdcPosition reading(@Nullable Cursor cursor) {
        return new CdcPosition(system, timeline, lsn, beat, Optional.ofNullable(cursor));
    }
}
