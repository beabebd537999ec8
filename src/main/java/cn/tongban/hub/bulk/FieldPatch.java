package cn.tongban.hub.bulk;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field that becomes something else in each document of a group.
 *
 * @param pointer JSON Pointer of the field
 * @param remove whether it goes; then there is no value
 * @param value what it becomes; where the field is missing it is added
 * @param onlyWhere only documents in which the field has this value now; an empty text means those in which it is missing or
 *     empty, null means all
 */
public record FieldPatch(String pointer, boolean remove, @Nullable JsonNode value, @Nullable JsonNode onlyWhere) {
    private static final int LONGEST = 300;
    private static final String MASK = "**";

    /** @throws HubException PATCH_INVALID with the place */
    public FieldPatch {
        if (pointer.length() > LONGEST || !pointer.startsWith("/")) {
            throw invalid("", "pointer", "The path begins with a slash.");
        }
        if (!remove && (value == null || value.isMissingNode())) {
            throw invalid(pointer, "required", "A new value is needed.");
        }
        if (value != null && value.toString().contains(MASK)) {
            throw invalid(pointer, "masked", "A masked value cannot be saved.");
        }
    }

    /** The operations (RFC 6902) for this document; none when the condition does not hold or nothing would change. */
    public ArrayNode against(JsonNode document) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        JsonNode now = document.at(JsonPointer.compile(pointer));
        if (!holds(now) || (remove ? now.isMissingNode() : now.equals(value))) {
            return operations;
        }
        ObjectNode operation = operations.addObject().put("path", pointer);
        if (remove) {
            operation.put("op", "remove");
        } else {
            operation.put("op", now.isMissingNode() ? "add" : "replace").set("value", value);
        }
        return operations;
    }

    private boolean holds(JsonNode now) {
        if (onlyWhere == null || onlyWhere.isNull()) {
            return true;
        }
        String wanted = onlyWhere.asText();
        boolean blank = now.isMissingNode() || now.isNull();
        return blank ? wanted.isEmpty() : now.isValueNode() && now.asText().equals(wanted);
    }

    private static HubException invalid(String pointer, String rule, String detail) {
        return new HubException(ErrorCode.PATCH_INVALID, pointer, List.of(new Place(pointer, rule, detail)));
    }

    /** Never shows a value. */
    @Override
    public String toString() {
        return "FieldPatch[" + pointer + "]";
    }
}
