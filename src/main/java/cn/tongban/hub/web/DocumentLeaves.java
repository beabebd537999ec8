package cn.tongban.hub.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The values of a document with their places, in its order. */
final class DocumentLeaves {
    private DocumentLeaves() {}

    /**
     * @param pointer JSON Pointer
     * @param member whether it is a member of an object, not of a list
     */
    record Leaf(String pointer, JsonNode value, boolean member) {
        @Override
        public String toString() {
            return "Leaf[" + pointer + "]";
        }
    }

    static List<Leaf> of(JsonNode document) {
        List<Leaf> found = new ArrayList<>();
        walk(document, "", false, found);
        return found;
    }

    private static void walk(JsonNode node, String at, boolean member, List<Leaf> found) {
        if (node.isValueNode()) {
            found.add(new Leaf(at, node, member));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), at + "/" + i, false, found);
        }
        node.fields().forEachRemaining(field -> walk(field.getValue(),
                at + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), true, found));
    }
}
