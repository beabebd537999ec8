package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The differences of two documents, one readable line each, by JSON Pointer. */
public final class JsonDiff {
    private final List<String> lines = new ArrayList<>();

    private JsonDiff() {}

    /** Empty when both are equal; the order of fields does not matter, that of lists does. */
    public static List<String> between(JsonNode expected, JsonNode actual) {
        JsonDiff diff = new JsonDiff();
        diff.compare("", expected, actual);
        return diff.lines;
    }

    private void compare(String at, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at + "/" + name.replace("~", "~0").replace("/", "~1"), expected.path(name),
                    actual.path(name)));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(at + "/" + i, expected.path(i), actual.path(i));
            }
        } else if (!expected.equals(actual)) {
            lines.add((at.isEmpty() ? "/" : at) + ": expected " + text(expected) + " but was " + text(actual));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
