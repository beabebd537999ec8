package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Function;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Functions of a mapping that read what stands within one text. {@code json-in(text)} gives the JSON document in it, null
 * when it is none; {@code address-parts(text)} gives {@code province}, {@code city}, {@code county} and {@code rest}, those
 * that the address names.
 */
final class TextFunctions {
    private static final JsonReader INNER = new JsonReader(1 << 20, 64);

    private TextFunctions() {}

    static List<Function> all() {
        return List.of(new OfText("json-in", TextFunctions::json), new OfText("address-parts", TextFunctions::address));
    }

    private static JsonNode json(JsonNode text) {
        try {
            return INNER.read(text.textValue().getBytes(StandardCharsets.UTF_8), null);
        } catch (HubException notJson) {
            // What a text that is no JSON means is for the mapping to say.
            return NullNode.instance;
        }
    }

    private static JsonNode address(JsonNode text) {
        AddressParts parts = AddressParts.of(text.textValue());
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        put(found, "province", parts.province());
        put(found, "city", parts.city());
        put(found, "county", parts.county());
        put(found, "rest", parts.rest());
        return found;
    }

    private static void put(ObjectNode found, String name, String part) {
        if (!part.isEmpty()) {
            found.put(name, part);
        }
    }

    /** Anything but a text has nothing in it. */
    private record OfText(String name, UnaryOperator<JsonNode> reader) implements Function {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return 1;
        }

        @Override
        public int getMaxArguments() {
            return 1;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            return arguments[0].isTextual() ? reader.apply(arguments[0]) : NullNode.instance;
        }
    }
}
