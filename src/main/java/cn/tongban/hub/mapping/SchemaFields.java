package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a contract that hold a value, dotted as {@code // ignored:} writes them; lists leave no trace. */
final class SchemaFields {
    private static final int DEEPEST = 16;

    private final JsonNode root;
    private final Set<String> fields = new TreeSet<>();

    private SchemaFields(JsonNode root) {
        this.root = root;
    }

    static Set<String> of(BundleFiles files, String contract) {
        JsonNode root = Json.ofBundle(files, contract);
        SchemaFields schema = new SchemaFields(root);
        schema.walk(root, "", 0);
        return schema.fields;
    }

    private void walk(JsonNode declared, String path, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        String ref = declared.path("$ref").asText();
        JsonNode schema = ref.startsWith("#/") ? root.at(ref.substring(1)) : declared;
        boolean inner = false;
        for (var field : schema.path("properties").properties()) {
            inner = true;
            walk(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), depth + 1);
        }
        if (schema.path("items").isObject()) {
            inner = true;
            walk(schema.get("items"), path, depth + 1);
        }
        // Conditions repeat fields to narrow them; alternatives bring fields of their own.
        for (String word : List.of("oneOf", "anyOf")) {
            for (JsonNode choice : schema.path(word)) {
                if (choice.has("properties") || choice.has("$ref")) {
                    inner = true;
                    walk(choice, path, depth + 1);
                }
            }
        }
        if (!inner && !path.isEmpty()) {
            fields.add(path);
        }
    }
}
