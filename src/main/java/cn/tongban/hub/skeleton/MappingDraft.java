package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A first mapping between two schemas. What has the same name and type on both sides is taken over; a needed field without a
 * counterpart is {@code error("TODO …")}, so that the mapping fails by name until somebody has written it: a message becomes
 * a dead letter and never a wrong one.
 */
final class MappingDraft {
    private final JsonNode source;
    private final JsonNode target;
    private final List<Leaf> leaves;
    private final boolean outward;
    private final Set<String> used = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();

    /** @param outward to somebody else, so that the delivery's own id is known */
    MappingDraft(JsonNode source, JsonNode target, boolean outward) {
        this.source = source;
        this.target = target;
        this.leaves = Leaf.of(source);
        this.outward = outward;
    }

    /** @param from and {@code to} files of the bundle */
    String text(String from, String to) {
        List<String> body = new ArrayList<>();
        object(Leaf.resolved(target, target), "  ", body);
        String left = leaves.stream().map(Leaf::dotted).filter(name -> !used.contains(name))
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("// from: " + from + "\n// to: " + to + "\n");
        if (!left.isEmpty()) {
            text.append(missing.isEmpty() ? "// ignored: " : "// TODO map it or list it under ignored: ").append(left)
                    .append('\n');
        }
        text.append("{\n");
        body.forEach(line -> text.append(line).append('\n'));
        return text.append("}\n").toString();
    }

    /** Needed fields that nobody has mapped yet; known after {@link #text}. */
    List<String> missing() {
        return missing;
    }

    private void object(JsonNode schema, String indent, List<String> lines) {
        Set<String> needed = new HashSet<>();
        schema.path("required").forEach(name -> needed.add(name.asText()));
        List<Map.Entry<String, JsonNode>> fields = List.copyOf(schema.path("properties").properties());
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields) {
            field(field.getKey(), Leaf.resolved(target, field.getValue()), needed.contains(field.getKey()), indent, written);
        }
        // A comma stands behind each field but the last one; comments have none.
        int last = -1;
        for (int i = 0; i < written.size(); i++) {
            last = written.get(i).startsWith(indent + "//") ? last : i;
        }
        for (int i = 0; i < written.size(); i++) {
            boolean comma = i < last && !written.get(i).startsWith(indent + "//");
            lines.add(written.get(i) + (comma ? "," : ""));
        }
    }

    private void field(String name, JsonNode schema, boolean needed, String indent, List<String> written) {
        String key = indent + quoted(name) + ": ";
        Optional<String> value = value(name, schema);
        if (value.isPresent()) {
            written.add(key + value.get());
        } else if (needed && Leaf.isObject(schema) && indent.length() < 12) {
            List<String> inner = new ArrayList<>();
            object(schema, indent + "  ", inner);
            written.add(key + "{\n" + String.join("\n", inner) + "\n" + indent + "}");
        } else if (needed) {
            missing.add(name);
            written.add(key + "error(" + quoted("TODO " + name + ": " + said(schema)) + ")");
        } else {
            written.add(indent + "// " + oneLine(quoted(name)) + ": TODO " + oneLine(said(schema)) + ", not required");
        }
    }

    private Optional<String> value(String name, JsonNode schema) {
        if (Leaf.isObject(schema) || Leaf.type(schema).equals("array")) {
            return Optional.empty();
        }
        String folded = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        if (outward && (folded.equals("requestid") || folded.equals("deliveryid"))) {
            return Optional.of("$context.deliveryId");
        }
        if (!outward && folded.equals("stepid")) {
            return Optional.of("$context.key");
        }
        return Leaf.alone(leaves, name, schema).map(leaf -> {
            used.add(leaf.dotted());
            return leaf.expression();
        });
    }

    private static String said(JsonNode schema) {
        String type = Leaf.type(schema);
        String format = schema.path("format").asText();
        String words = (type.isEmpty() ? "any value" : type) + (format.isEmpty() ? "" : " " + format)
                + (schema.has("enum") ? ", a code table" : "");
        String title = schema.path("description").asText(schema.path("title").asText());
        return oneLine(words + (title.isEmpty() ? "" : ", " + title));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ");
        return line.length() > 120 ? line.substring(0, 120) : line;
    }

    /** A JSLT text, which has the escapes of JSON. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
