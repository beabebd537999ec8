package cn.tongban.sandbox.postal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The events of one parcel that are not over yet; worked on by one thread at a time. */
final class Line {
    final String waybillNo;
    final Deque<Event> events = new ArrayDeque<>();
    final long nextMillis;
    int failures;

    Line(String waybillNo, long nextMillis) {
        this.waybillNo = waybillNo;
        this.nextMillis = nextMillis;
    }

    /** What an entry of the record did to it; a command, planned with a negative pause, was told once and is over. */
    void replay(JsonNode entry, List<Event> planned) {
        switch (entry.path("kind").asText()) {
            case "planned" -> {
                if (entry.path("nextMillis").asLong() >= 0) {
                    events.addAll(planned);
                }
            }
            case "stopped" -> events.clear();
            case "given-up" -> over(entry.path("serialNo").asText());
            default -> {
                if (entry.path("taken").asBoolean()) {
                    over(entry.path("serialNo").asText());
                }
            }
        }
    }

    private void over(String serialNo) {
        events.removeIf(event -> event.serialNo().equals(serialNo));
    }
}
