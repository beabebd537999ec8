package cn.tongban.hub.release;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One change to a copy of a document. */
final class Patch {
    private Patch() {}

    /** @param value to set; without one the place is removed */
    static JsonNode of(JsonNode document, String pointer, Optional<JsonNode> value) {
        JsonNode copy = document.deepCopy();
        if (!pointer.startsWith("/")) {
            return copy;
        }
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            String name = at.last().getMatchingProperty();
            value.ifPresentOrElse(given -> object.set(name, given), () -> object.remove(name));
        } else if (parent instanceof ArrayNode array && at.last().getMatchingIndex() >= 0
                && at.last().getMatchingIndex() < array.size()) {
            int index = at.last().getMatchingIndex();
            value.ifPresentOrElse(given -> array.set(index, given), () -> array.remove(index));
        }
        return copy;
    }
}
