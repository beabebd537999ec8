package cn.tongban.hub.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a canonical schema says of single fields, for forms: name, hint, type, choices, and which ones a document lacks. */
public final class DocumentFields {
    private static final int DEEPEST = 16;

    private final JsonNode root;

    private DocumentFields(JsonNode root) {
        this.root = root;
    }

    /** Of a document without a schema nothing is known. */
    public static DocumentFields of(BundleFiles files, String document) {
        String path = "mappings/canonical/schemas/" + document + ".schema.json";
        return new DocumentFields(
                files.has(path) ? Json.ofBundle(files, path) : MissingNode.getInstance());
    }

    /**
     * @param title as the schema names the field, else empty
     * @param hint its description, else empty
     * @param type {@code string}, {@code integer}, {@code number}, {@code boolean}; empty when the schema does not say
     * @param choices of a field that has few values; else empty
     */
    public record Field(String title, String hint, String type, List<String> choices) {
        public Field {
            choices = List.copyOf(choices);
        }

        /** Whether it holds a value and no other fields. */
        boolean isValue() {
            return !type.isEmpty() && !type.equals("object") && !type.equals("array");
        }
    }

    /** What is known of the field at this place. */
    public Field at(JsonPointer pointer) {
        JsonNode declared = root;
        for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
            JsonNode schema = resolved(declared);
            declared = at.mayMatchElement() && schema.has("items")
                    ? schema.path("items") : schema.path("properties").path(at.getMatchingProperty());
        }
        return field(declared);
    }

    private Field field(JsonNode declared) {
        JsonNode schema = resolved(declared);
        JsonNode type = schema.path("type");
        String name = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asText).filter(one -> !one.equals("null"))
                        .findFirst().orElse("")
                : type.asText("");
        List<String> choices = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .filter(JsonNode::isTextual).map(JsonNode::asText).toList();
        return new Field(text(declared, schema, "title"), text(declared, schema, "description"),
                name.isEmpty() && !choices.isEmpty() ? "string" : name, choices);
    }

    private static String text(JsonNode declared, JsonNode schema, String name) {
        return declared.path(name).asText(schema.path(name).asText(""));
    }

    /** Places of fields for a value that the schema knows and the document lacks, where there is an object to hold them. */
    public List<String> lacking(JsonNode document) {
        List<String> found = new ArrayList<>();
        lacking(root, document, "", 0, found);
        return found;
    }

    private void lacking(JsonNode declared, JsonNode node, String at, int depth, List<String> found) {
        JsonNode schema = resolved(declared);
        for (int i = 0; depth < DEEPEST && node.isArray() && i < node.size(); i++) {
            lacking(schema.path("items"), node.get(i), at + "/" + i, depth + 1, found);
        }
        if (depth >= DEEPEST || !node.isObject()) {
            return;
        }
        schema.path("properties").fields().forEachRemaining(property -> {
            String place = at + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            if (node.has(property.getKey())) {
                lacking(property.getValue(), node.get(property.getKey()), place, depth + 1, found);
            } else if (field(property.getValue()).isValue()) {
                found.add(place);
            }
        });
    }

    private JsonNode resolved(JsonNode declared) {
        JsonNode schema = declared;
        for (int i = 0; i < DEEPEST && schema.path("$ref").asText("").startsWith("#/"); i++) {
            schema = root.at(schema.get("$ref").asText().substring(1));
        }
        return schema;
    }
}
