package cn.tongban.hub.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What of a JSON Schema must change so that it describes what now comes. */
final class ContractChange {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 24;
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "null", Forms.OBJECT, "array");

    private final String text;
    private final JsonNode root;

    private ContractChange(String text, JsonNode root) {
        this.text = text;
        this.root = root;
    }

    static ContractChange of(String text) throws JsonProcessingException {
        return new ContractChange(text, JSON.readTree(text));
    }

    /** The new text, the same as before when the schema cannot say it or says it already. */
    String change(DriftKind kind, List<String> place, String item, String now) {
        return switch (kind) {
            case NEW_FIELD -> field(place, now);
            case VANISHED -> optional(place);
            case NEW_TYPE -> type(place, item);
            case NEW_VALUE -> value(place, item);
            case SHARE -> text;
        };
    }

    private String field(List<String> place, String types) {
        List<String> parent = schemaOf(place.subList(0, place.size() - 1));
        if (parent.isEmpty() && place.size() > 1) {
            return text;
        }
        String name = place.get(place.size() - 1);
        String schema = "{\"type\": " + types(Arrays.asList(types.split("\\|"))) + "}";
        JsonNode at = at(parent);
        if (at.path("properties").has(name)) {
            return text;
        }
        return at.path("properties").isObject()
                ? new JsonText(text).withMember(and(parent, "properties"), name, schema)
                : new JsonText(text).withMember(parent, "properties", "{\"" + name + "\": " + schema + "}");
    }

    private String optional(List<String> place) {
        List<String> parent = schemaOf(place.subList(0, place.size() - 1));
        JsonNode required = at(parent).path("required");
        String name = place.get(place.size() - 1);
        List<String> left = StreamSupport.stream(required.spliterator(), false).map(JsonNode::asText)
                .filter(one -> !one.equals(name)).toList();
        return left.size() == required.size() ? text : new JsonText(text).with(and(parent, "required"),
                left.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", ", "[", "]")));
    }

    private String type(List<String> place, String type) {
        List<String> schema = schemaOf(place);
        JsonNode known = at(schema).path("type");
        if (!TYPES.contains(type) || known.isMissingNode()) {
            return text;
        }
        List<String> types = new ArrayList<>();
        if (known.isTextual()) {
            types.add(known.asText());
        }
        known.forEach(one -> types.add(one.asText()));
        if (types.contains(type)) {
            return text;
        }
        types.add(type);
        return new JsonText(text).with(and(schema, "type"), types(types));
    }

    private String value(List<String> place, String value) {
        List<String> schema = schemaOf(place);
        JsonNode codes = at(schema).path("enum");
        boolean there = StreamSupport.stream(codes.spliterator(), false).anyMatch(one -> one.asText().equals(value));
        if (!codes.isArray() || codes.isEmpty() || there) {
            return text;
        }
        boolean quoted = codes.get(0).isTextual();
        return new JsonText(text).withEntry(and(schema, "enum"), quoted ? "\"" + value + "\"" : value);
    }

    /** Where the schema of a place stands in the file; empty for the root, and where nothing describes it. */
    private List<String> schemaOf(List<String> place) {
        List<String> at = List.of();
        for (String part : place) {
            at = part.equals(Sayable.ENTRY) ? and(at, "items") : and(and(at, "properties"), part);
            at = resolved(at, 0);
            if (at(at).isMissingNode()) {
                return List.of();
            }
        }
        return at;
    }

    private List<String> resolved(List<String> at, int depth) {
        String ref = at(at).path("$ref").asText();
        return ref.startsWith("#/") && depth < DEEPEST
                ? resolved(Arrays.asList(ref.substring(2).split("/")), depth + 1) : at;
    }

    private JsonNode at(List<String> path) {
        JsonNode at = root;
        for (String part : path) {
            at = at.path(part);
        }
        return at;
    }

    private static List<String> and(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static String types(List<String> types) {
        return types.size() == 1 ? "\"" + types.get(0) + "\""
                : types.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", ", "[", "]"));
    }
}
