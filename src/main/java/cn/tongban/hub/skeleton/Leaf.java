package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value or a list of a document that a schema describes; what is within a list is not looked at.
 *
 * @param path names from the top
 */
record Leaf(List<String> path, JsonNode schema) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int DEEPEST = 6;
    private static final int MOST = 2_000;

    Leaf {
        path = List.copyOf(path);
    }

    /** Every value and list of the schema that stands outside of lists. */
    static List<Leaf> of(JsonNode root) {
        List<Leaf> leaves = new ArrayList<>();
        collect(root, root, List.of(), leaves);
        return leaves;
    }

    private static void collect(JsonNode root, JsonNode declared, List<String> path, List<Leaf> leaves) {
        JsonNode schema = resolved(root, declared);
        if (isObject(schema) && path.size() < DEEPEST && leaves.size() < MOST) {
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                List<String> deeper = new ArrayList<>(path);
                deeper.add(field.getKey());
                collect(root, field.getValue(), deeper, leaves);
            }
        } else if (!path.isEmpty()) {
            leaves.add(new Leaf(path, schema));
        }
    }

    /** The schema itself, or what its local {@code $ref} leads to. */
    static JsonNode resolved(JsonNode root, JsonNode schema) {
        JsonNode at = schema;
        for (int hops = 0; at.path("$ref").asText().startsWith("#/") && hops < 10; hops++) {
            at = root.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }

    static boolean isObject(JsonNode schema) {
        return schema.has("properties");
    }

    /** The first type that is not null, empty when none is given. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!each.asText().equals("null")) {
                    return each.asText();
                }
            }
        }
        return type.asText(schema.has("enum") ? "string" : "");
    }

    /** As a mapping reads it. */
    String expression() {
        StringBuilder text = new StringBuilder();
        for (String name : path) {
            text.append('.').append(PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\\\"") + '"');
        }
        return text.toString();
    }

    /** As a header of a mapping lists it. */
    String dotted() {
        return String.join(".", path);
    }

    /** Whether two names are the same word, however they are spelt. */
    boolean isCalled(String name) {
        return folded(path.get(path.size() - 1)).equals(folded(name));
    }

    private static String folded(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** The leaf that alone has this name and can be taken over as it is; a value from a list of ours needs a code table. */
    static Optional<Leaf> alone(List<Leaf> leaves, String name, JsonNode wanted) {
        List<Leaf> fitting = leaves.stream()
                .filter(leaf -> leaf.isCalled(name) && type(leaf.schema()).equals(type(wanted)))
                .toList();
        boolean codes = wanted.has("enum") || wanted.has("const")
                || fitting.stream().anyMatch(leaf -> leaf.schema().has("enum"));
        return fitting.size() == 1 && !codes ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
