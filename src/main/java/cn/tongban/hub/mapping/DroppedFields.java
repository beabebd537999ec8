package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which input fields a mapping leaves out. Each leaf of each example is changed in turn: when the output stays the same
 * in every example that has it, the field is dropped, and the mapping must list it under {@code // ignored:}.
 */
final class DroppedFields {
    private final JsltMapping mapping;
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    DroppedFields(JsltMapping mapping) {
        this.mapping = mapping;
    }

    void examine(JsonNode in, JsonNode context, JsonNode out) {
        JsonNode copy = in.deepCopy();
        walk(copy, "", () -> changes(copy, context, out));
    }

    private boolean changes(JsonNode changed, JsonNode context, JsonNode before) {
        try {
            return !mapping.map(changed, context).equals(before);
        } catch (HubException e) {
            return true;
        }
    }

    private interface Check {
        boolean changed();
    }

    private void walk(JsonNode node, String path, Check check) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String at = path.isEmpty() ? name : path + "." + name;
                JsonNode value = object.get(name);
                if (value.isContainerNode()) {
                    walk(value, at, check);
                } else if (!value.isNull()) {
                    object.set(name, other(value));
                    note(at, check);
                    object.set(name, value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (value.isContainerNode()) {
                    walk(value, path, check);
                } else if (!value.isNull()) {
                    array.set(i, other(value));
                    note(path, check);
                    array.set(i, value);
                }
            }
        }
    }

    private void note(String path, Check check) {
        seen.add(path);
        if (!used.contains(path) && check.changed()) {
            used.add(path);
        }
    }

    private static JsonNode other(JsonNode value) {
        if (value.isNumber()) {
            return IntNode.valueOf(value.intValue() == 4711 ? 4712 : 4711);
        }
        return value.isBoolean() ? BooleanNode.valueOf(!value.booleanValue())
                : TextNode.valueOf(value.asText().equals("~") ? "~~" : "~");
    }

    /** Fields that make no difference, listed or not. */
    List<String> dropped() {
        return seen.stream().filter(path -> !used.contains(path)).toList();
    }

    /** Input fields that some example has. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** Dropped but not listed, and listed but used. */
    List<String> faults() {
        List<String> ignored = mapping.source().ignored();
        List<String> faults = new ArrayList<>();
        for (String path : seen) {
            boolean listed = ignored.stream().anyMatch(entry -> path.equals(entry) || path.startsWith(entry + "."));
            if (!used.contains(path) && !listed) {
                faults.add("Input field " + path + " is dropped; map it or list it under // ignored:");
            }
        }
        ignored.stream()
                .filter(used::contains)
                .forEach(path -> faults.add("Input field " + path + " is listed under // ignored: but used."));
        return faults;
    }
}
