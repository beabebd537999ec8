package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The part of a schema that says what is personal: properties, items, local {@code $ref}s and {@code x-personal}. */
final class PersonalShape {
    /** Stands for whatever no schema declares. */
    static final PersonalShape UNKNOWN = new PersonalShape("undeclared", List.of());

    private static final String PLAIN = "";
    private static final int DEEPEST = 32;

    private final String personalClass;
    private final List<String> index;
    private final Map<String, PersonalShape> fields = new HashMap<>();
    private @Nullable PersonalShape items;

    private PersonalShape(String personalClass, List<String> index) {
        this.personalClass = personalClass;
        this.index = index;
    }

    static PersonalShape of(JsonNode schema) {
        return read(schema, schema, 0);
    }

    private static PersonalShape read(JsonNode root, JsonNode declared, int depth) {
        if (depth > DEEPEST) {
            throw BundleRules.refused("a canonical schema refers to itself");
        }
        String ref = declared.path("$ref").asText();
        JsonNode schema = ref.startsWith("#/") ? root.at(ref.substring(1)) : declared;
        JsonNode personal = declared.has("x-personal") ? declared.get("x-personal") : schema.path("x-personal");
        PersonalShape shape = new PersonalShape(personal.path("class").asText(PLAIN), indexOf(personal.path("index")));
        schema.path("properties").fields()
                .forEachRemaining(field -> shape.fields.put(field.getKey(), read(root, field.getValue(), depth + 1)));
        if (schema.has("items")) {
            shape.items = read(root, schema.get("items"), depth + 1);
        }
        return shape;
    }

    /** One kind or, where a number can be a person's or a firm's, several. */
    private static List<String> indexOf(JsonNode index) {
        if (index.isArray()) {
            return StreamSupport.stream(index.spliterator(), false).map(JsonNode::asText).toList();
        }
        return index.isTextual() ? List.of(index.asText()) : List.of();
    }

    boolean isPlain() {
        return personalClass.equals(PLAIN);
    }

    String personalClass() {
        return personalClass;
    }

    List<String> index() {
        return index;
    }

    PersonalShape field(String name) {
        return fields.getOrDefault(name, UNKNOWN);
    }

    PersonalShape items() {
        return items == null ? UNKNOWN : items;
    }
}
