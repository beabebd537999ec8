package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.support.Digests;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * Makes items of rows. Key and body depend on nothing but the row's own state, so whoever reads a row again, and by
 * whatever way, hands over the same item, and the inbox knows it.
 */
final class RowItems {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/json";
    private static final int KEY_DIGITS = 32;

    private final String connector;
    private final TableSource settings;

    RowItems(String connector, TableSource settings) {
        this.connector = connector;
        this.settings = settings;
    }

    SourceItem item(Row row, Instant readAt) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        row.values().forEach(values::put);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("table", row.table().name());
        document.put("op", operation(row));
        document.set("row", values);
        return new SourceItem(connector, row.table().channel(), "", key(row, bytes(values)), TYPE, bytes(document), readAt);
    }

    /** What waited comes back as it was. */
    SourceItem item(String channel, String key, byte[] body, Instant readAt) {
        return new SourceItem(connector, channel, "", key, TYPE, body, readAt);
    }

    /** From the row and not from the event: a later reading of the same state must say the same. */
    private String operation(Row row) {
        return switch (row.text(settings.columns().operation()).toUpperCase(Locale.ROOT)) {
            case "I" -> "c";
            case "U" -> "u";
            case "D" -> "d";
            default -> "r";
        };
    }

    private String key(Row row, byte[] values) {
        return row.table().name() + "/" + row.text(settings.columns().key()) + "/"
                + Digests.hex(Digests.sha256(values)).substring(0, KEY_DIGITS);
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }
}
