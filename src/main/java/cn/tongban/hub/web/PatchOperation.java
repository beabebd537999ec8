package cn.tongban.hub.web;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a field patch (RFC 6902).
 *
 * @param op add, replace or remove
 * @param path JSON Pointer into the canonical document
 * @param value the whole new value; masked ones are refused
 */
record PatchOperation(@Nullable String op, @Nullable String path, @Nullable JsonNode value) {
    private static final String MASK = "**";

    /** @throws HubException PATCH_INVALID if a value still wears its mask */
    static JsonNode json(@Nullable List<PatchOperation> patch) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        if (patch != null) {
            patch.forEach(operation -> operations.add(operation.json()));
        }
        return operations;
    }

    private ObjectNode json() {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("op", op == null ? "" : op);
        operation.put("path", path == null ? "" : path);
        if (value != null) {
            if (value.toString().contains(MASK)) {
                Place place = new Place(path == null ? "" : path, "masked", "a masked value cannot be saved");
                throw new HubException(ErrorCode.PATCH_INVALID, place.pointer(), List.of(place));
            }
            operation.set("value", value);
        }
        return operation;
    }
}
