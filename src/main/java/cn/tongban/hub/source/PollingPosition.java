package cn.tongban.hub.source;

import cn.tongban.hub.source.PartnerRepository.Mark;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far each table was read. A mark only ever moves forward; a look that finds nothing leaves it where it is. */
record PollingPosition(Map<String, Mark> marks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    PollingPosition {
        marks = Map.copyOf(marks);
    }

    /** What cannot be read, or was written by another adapter, counts as if nothing was ever read. */
    static PollingPosition parse(String text) {
        Map<String, Mark> marks = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> mark : JSON.readTree(text).path("marks").properties()) {
                marks.put(mark.getKey(), new Mark(LocalDateTime.parse(mark.getValue().path("time").asText()),
                        mark.getValue().path("key").asText()));
            }
        } catch (JsonProcessingException | DateTimeException e) {
            return new PollingPosition(Map.of());
        }
        return new PollingPosition(marks);
    }

    String text() {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode all = node.putObject("marks");
        new TreeMap<>(marks).forEach((table, mark) ->
                all.putObject(table).put("time", ColumnText.time(mark.time())).put("key", mark.key()));
        return node.toString();
    }

    Optional<Mark> mark(String table) {
        return Optional.ofNullable(marks.get(table));
    }

    PollingPosition at(String table, Mark mark) {
        Mark old = marks.get(table);
        if (old != null && !after(mark, old)) {
            return this;
        }
        Map<String, Mark> moved = new TreeMap<>(marks);
        moved.put(table, mark);
        return new PollingPosition(moved);
    }

    private static boolean after(Mark mark, Mark old) {
        int times = mark.time().compareTo(old.time());
        return times > 0 || times == 0 && !mark.key().equals(old.key());
    }
}
