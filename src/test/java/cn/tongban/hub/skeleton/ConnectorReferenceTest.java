package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/reference/connector-yaml.md says what the schema says, and {@link EditorSchemasTest} that the schema says what is. */
class ConnectorReferenceTest {
    private final StringBuilder text = new StringBuilder("""
            # connector.yaml

            Made from `schemas/connector.schema.json` by `ConnectorReferenceTest`; not to be edited by hand. The guide is [connectors.md](../connectors.md).

            Durations are written `500ms`, `2s`, `5m`, `24h`, `7d`; sizes `64KB`, `1MB`, `2GB`. Keys in bold are required. A key that is not here is an error.
            """);

    @Test
    void theReferenceIsUpToDate() {
        JsonNode schema = EditorSchemasTest.root("connector");
        section("Top", schema);
        GeneratedDocument.isUpToDate("docs/reference/connector-yaml.md", text.toString());
    }

    private void section(String title, JsonNode schema) {
        text.append("\n## ").append(title).append("\n\n").append(schema.path("description").asText()).append("\n\n")
                .append("| key | value | default | |\n|---|---|---|---|\n");
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false).map(JsonNode::asText).toList();
        List<Map.Entry<String, JsonNode>> deeper = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String key = required.contains(field.getKey()) ? "**`" + field.getKey() + "`**" : "`" + field.getKey() + "`";
            JsonNode value = field.getValue();
            text.append("| ").append(key).append(" | ").append(value(value)).append(" | ")
                    .append(value.has("default") ? "`" + value.get("default").asText() + "`" : "").append(" | ")
                    .append(value.path("description").asText().replace("|", "\\|")).append(" |\n");
            JsonNode inner = value.has("items") ? value.get("items") : value;
            if (inner.path("properties").size() > 0 && !inner.path("properties").has("zh")) {
                deeper.add(Map.entry(field.getKey(), inner));
            }
        }
        deeper.forEach(entry -> section(title.equals("Top") ? entry.getKey() : title + "." + entry.getKey(), entry.getValue()));
    }

    private static String value(JsonNode value) {
        if (value.has("enum")) {
            return String.join(", ", StreamSupport.stream(value.get("enum").spliterator(), false)
                    .map(word -> "`" + word.asText() + "`").toList());
        }
        String type = value.path("type").asText();
        String pattern = value.path("pattern").asText();
        return switch (type) {
            case "object" -> value.path("properties").has("zh") ? "`{zh, en}`" : value.has("properties") ? "see below" : "a table";
            case "array" -> value.path("items").has("properties") ? "a list, see below"
                    : value.path("items").has("enum") ? "a list of " + value(value.path("items")) : "a list";
            case "integer", "number" -> value.path("minimum").asText() + " to " + value.path("maximum").asText();
            case "boolean" -> "`true`, `false`";
            default -> pattern.contains("ms|s|m") ? "duration" : pattern.contains("KB|MB") ? "size"
                    : pattern.startsWith("^[a-z][a-z0-9]*(-") ? "a name" : "text";
        };
    }
}
