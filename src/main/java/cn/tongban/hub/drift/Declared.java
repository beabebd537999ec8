package cn.tongban.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of one place: its fields, whether others may come, types, codes, and whether it is personal. Only
 * what holds whatever else the document says; conditions ({@code if}) add fields and nothing more.
 */
final class Declared {
    /** Says nothing: there is no contract, or it does not know the place. */
    static final Declared OPEN = new Declared();

    private static final int DEEPEST = 24;
    private static final List<String> BESIDE = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> CONDITIONS = List.of("if", "then", "else");

    private final Map<String, Declared> fields = new HashMap<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> codes = new TreeSet<>();
    private boolean known;
    private boolean closed;
    private boolean personal;
    private @Nullable Declared entries;

    private Declared() {}

    static Declared of(JsonNode schema) {
        Declared root = new Declared();
        root.read(schema, schema, false, 0);
        return root;
    }

    private void read(JsonNode root, JsonNode schema, boolean within, int depth) {
        if (depth > DEEPEST || !schema.isObject()) {
            return;
        }
        known = true;
        personal |= within || schema.has("x-personal");
        String ref = schema.path("$ref").asText();
        if (ref.startsWith("#/")) {
            read(root, root.at(ref.substring(1)), personal, depth + 1);
        }
        own(root, schema, depth);
        for (String word : BESIDE) {
            schema.path(word).forEach(one -> readFields(root, one, depth + 1));
        }
        for (String word : CONDITIONS) {
            readFields(root, schema.path(word), depth + 1);
        }
    }

    private void own(JsonNode root, JsonNode schema, int depth) {
        closed |= schema.path("additionalProperties").isBoolean() && !schema.path("additionalProperties").asBoolean();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        schema.path("enum").forEach(one -> codes.add(one.asText()));
        if (schema.path("const").isValueNode()) {
            codes.add(schema.get("const").asText());
        }
        schema.path("properties").fields().forEachRemaining(field -> fields
                .computeIfAbsent(field.getKey(), name -> new Declared())
                .read(root, field.getValue(), personal, depth + 1));
        if (schema.has("items")) {
            entries = entries == null ? new Declared() : entries;
            entries.read(root, schema.get("items"), personal, depth + 1);
        }
    }

    /** Fields that only a branch names are known, but what the branch says of their values holds only there. */
    private void readFields(JsonNode root, JsonNode branch, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        String ref = branch.path("$ref").asText();
        JsonNode schema = ref.startsWith("#/") ? root.at(ref.substring(1)) : branch;
        schema.path("properties").fieldNames().forEachRemaining(name -> {
            Declared field = fields.computeIfAbsent(name, key -> new Declared());
            field.known = true;
            field.readFields(root, schema.path("properties").get(name), depth + 1);
        });
        for (String word : BESIDE) {
            schema.path(word).forEach(one -> readFields(root, one, depth + 1));
        }
    }

    /** What is said of a field, or of the entries of an array. */
    Declared at(String name) {
        Declared found = name.equals(Sayable.ENTRY) ? entries : fields.get(name);
        if (found != null) {
            return found;
        }
        return personal ? hidden() : OPEN;
    }

    private static Declared hidden() {
        Declared under = new Declared();
        under.personal = true;
        return under;
    }

    List<String> names() {
        return new ArrayList<>(fields.keySet());
    }

    boolean known() {
        return known;
    }

    /** No other field may come. */
    boolean closed() {
        return closed;
    }

    boolean personal() {
        return personal;
    }

    Set<String> types() {
        return types;
    }

    boolean saysTypes() {
        return !types.isEmpty();
    }

    boolean allows(String type) {
        return types.contains(type) || type.equals("integer") && types.contains("number");
    }

    /** Empty where any value may come. */
    Set<String> codes() {
        return codes;
    }
}
