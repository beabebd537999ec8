package cn.tongban.hub.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Where the last answer of each channel left off, in the partner's own words. */
record PullPosition(Map<String, String> channels) {
    private static final ObjectMapper JSON = new ObjectMapper();

    PullPosition {
        channels = Map.copyOf(channels);
    }

    /** What cannot be read, or was written by another adapter, counts as if nothing was ever read. */
    static PullPosition parse(String text) {
        Map<String, String> channels = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> channel : JSON.readTree(text).path("channels").properties()) {
                channels.put(channel.getKey(), channel.getValue().asText());
            }
        } catch (JsonProcessingException e) {
            return new PullPosition(Map.of());
        }
        return new PullPosition(channels);
    }

    String text() {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode all = node.putObject("channels");
        new TreeMap<>(channels).forEach(all::put);
        return node.toString();
    }

    /** Empty when it never answered. */
    String of(String channel) {
        return channels.getOrDefault(channel, "");
    }

    PullPosition at(String channel, String position) {
        Map<String, String> moved = new TreeMap<>(channels);
        moved.put(channel, position);
        return new PullPosition(moved);
    }
}
