package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An invented document that has the form of a schema; a pattern is not obeyed. */
final class SampleDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;

    private final JsonNode root;
    private final boolean whole;

    private SampleDocument(JsonNode root, boolean whole) {
        this.root = root;
        this.whole = whole;
    }

    /** @param whole with the fields that are not required */
    static JsonNode of(JsonNode schema, boolean whole) {
        return new SampleDocument(schema, whole).value(schema, 0);
    }

    private JsonNode value(JsonNode declared, int depth) {
        JsonNode schema = Leaf.resolved(root, declared);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        for (String choice : new String[] {"allOf", "oneOf", "anyOf"}) {
            if (!schema.has("type") && !schema.has("properties") && schema.path(choice).size() > 0) {
                return value(schema.get(choice).get(0), depth);
            }
        }
        return switch (Leaf.isObject(schema) ? "object" : Leaf.type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> NODES.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> needed = new HashSet<>();
        schema.path("required").forEach(name -> needed.add(name.asText()));
        if (depth < DEEPEST) {
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                if (whole || needed.contains(field.getKey())) {
                    object.set(field.getKey(), value(field.getValue(), depth + 1));
                }
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        if (depth < DEEPEST && (whole || schema.path("minItems").asInt() > 0)) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static String text(JsonNode schema) {
        String text = switch (schema.path("format").asText()) {
            case "date-time" -> "2026-03-16T09:30:00+08:00";
            case "date" -> "2026-03-16";
            case "case-no" -> "11610700Y00000016L3000131999000202603160001";
            case "task-code" -> "11610700Y00000016L3000131999000";
            case "catalog-code" -> "000131999000";
            case "resident-id" -> "610702190001010011";
            case "s10", "waybill" -> "EA123456785CN";
            case "uscc" -> "91610700Y1000001XM";
            case "uuid" -> "019cf3a2-5c40-7000-8000-000000000001";
            default -> pattern(schema.path("pattern").asText());
        };
        int least = Math.min(schema.path("minLength").asInt(), 1000);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String longer = text + "x".repeat(Math.max(0, least - text.length()));
        return longer.length() > most ? longer.substring(0, Math.max(0, most)) : longer;
    }

    /** The patterns that this package writes itself. */
    private static String pattern(String pattern) {
        if (pattern.startsWith("^[0-9]{4}-[0-9]{2}-[0-9]{2}T")) {
            return "2026-03-16T09:30:00";
        }
        return pattern.startsWith("^[0-9]{4}") ? "2026-03-16" : pattern.contains("[0-9]") ? "1" : "示例";
    }
}
