package cn.tongban.hub.web;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Values between a document and the text fields of a form. */
final class FieldText {
    static final String MASK = "**";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private FieldText() {}

    /** What somebody typed, with one kind of line end: browsers send two characters for each. */
    static String normal(String text) {
        return text.replace("\r\n", "\n");
    }

    static JsonNode text(String text) {
        return NODES.textNode(normal(text));
    }

    /** A value as its text field shows it. */
    static String of(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    /**
     * @param kind string, integer, number or boolean
     * @throws HubException PATCH_INVALID with the place, when the text is no such value, or a masked one
     */
    static JsonNode typed(String pointer, String typed, String kind) {
        String text = normal(typed);
        if (text.contains(MASK)) {
            throw invalid(pointer, "masked", "A masked value cannot be saved.");
        }
        return switch (kind) {
            case "integer", "number" -> number(pointer, text.strip(), kind.equals("integer"));
            case "boolean" -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw invalid(pointer, "type", "This is true or false.");
                }
                yield NODES.booleanNode(text.equals("true"));
            }
            default -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String pointer, String text, boolean whole) {
        if (!NUMBER.matcher(text).matches() || whole && text.indexOf('.') >= 0) {
            throw invalid(pointer, "type", "This is a number.");
        }
        BigDecimal number = new BigDecimal(text);
        if (!whole || number.precision() > 18) {
            return NODES.numberNode(number);
        }
        long value = number.longValueExact();
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static HubException invalid(String pointer, String rule, String detail) {
        return new HubException(ErrorCode.PATCH_INVALID, pointer, List.of(new Place(pointer, rule, detail)));
    }
}
