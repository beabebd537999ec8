package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The part of RFC 6902 that a repair needs: add, replace and remove of single fields. */
final class JsonPatch {
    private static final int MOST = 50;

    private JsonPatch() {}

    /**
     * Applies a patch to a copy.
     *
     * @throws HubException PATCH_INVALID with the place; the document stays as it was
     */
    static JsonNode apply(JsonNode document, JsonNode patch) {
        if (!patch.isArray() || patch.isEmpty() || patch.size() > MOST) {
            throw invalid("", "a patch is a list of 1 to " + MOST + " operations");
        }
        JsonNode result = document.deepCopy();
        for (JsonNode operation : patch) {
            one(result, operation);
        }
        return result;
    }

    private static void one(JsonNode document, JsonNode operation) {
        String path = operation.path("path").asText();
        JsonPointer pointer = pointer(path);
        JsonNode parent = document.at(pointer.head());
        String op = operation.path("op").asText();
        boolean exists = !document.at(pointer).isMissingNode();
        if (!op.equals("remove") && !operation.has("value")) {
            throw invalid(path, "the operation needs a value");
        }
        if (!op.equals("add") && !exists) {
            throw invalid(path, "there is no such field");
        }
        switch (op) {
            case "add", "replace" -> set(parent, pointer, operation.get("value"), op.equals("add"));
            case "remove" -> remove(parent, pointer);
            default -> throw invalid(path, "the operation must be add, replace or remove");
        }
    }

    private static void set(JsonNode parent, JsonPointer pointer, JsonNode value, boolean add) {
        JsonPointer last = pointer.last();
        if (parent instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            int index = last.toString().equals("/-") ? array.size() : last.getMatchingIndex();
            if (index < 0 || index > array.size() || !add && index == array.size()) {
                throw invalid(pointer.toString(), "there is no such place in the list");
            }
            if (add) {
                array.insert(index, value);
            } else {
                array.set(index, value);
            }
        } else {
            throw invalid(pointer.toString(), "its parent is not an object or a list");
        }
    }

    private static void remove(JsonNode parent, JsonPointer pointer) {
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).remove(pointer.last().getMatchingIndex());
        }
    }

    private static JsonPointer pointer(String path) {
        try {
            JsonPointer pointer = JsonPointer.compile(path);
            if (pointer.matches()) {
                throw invalid(path, "the whole document cannot be replaced");
            }
            return pointer;
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.PATCH_INVALID, "path", e);
        }
    }

    private static HubException invalid(String path, String detail) {
        return new HubException(ErrorCode.PATCH_INVALID, "", List.of(new Place(path, "patch", detail)));
    }
}
