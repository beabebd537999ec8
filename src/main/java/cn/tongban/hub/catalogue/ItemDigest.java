package cn.tongban.hub.catalogue;

import cn.tongban.hub.connector.Sm3;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By what two sides find out whether they hold the same catalogue. Of an item: SM3 over its JSON as it was sent, without
 * the field {@code digest}, names sorted, no white space, UTF-8. Of a whole catalogue: SM3 over one line
 * {@code taskCode SP digest LF} for each item, sorted by task code.
 */
final class ItemDigest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ItemDigest() {}

    /** @param sent the item as it was sent; JSON that has passed its contract */
    static String of(byte[] sent) {
        try {
            JsonNode item = JSON.readTree(sent);
            if (item instanceof ObjectNode object) {
                object.remove("digest");
            }
            return Sm3.hex(JSON.writeValueAsBytes(sorted(item)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded item is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param digests of the items by task code */
    static String ofAll(Map<String, String> digests) {
        String lines = new TreeMap<>(digests).entrySet().stream().map(one -> one.getKey() + " " + one.getValue() + "\n")
                .collect(Collectors.joining());
        return Sm3.hex(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JSON.createObjectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.forEach((name, value) -> sorted.set(name, sorted(value)));
            return sorted;
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(one -> array.add(sorted(one)));
            return array;
        }
        return node;
    }
}
