package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.mapping.PersonalVariants;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hides in documents of any form the values that the canonical one declares personal. Where there is no canonical document
 * nobody knows which they are, and all texts are hidden.
 */
public final class DryMask {
    private static final String HIDDEN = "***";
    private static final int SHORTEST = 2;

    private final boolean open;
    private final boolean blind;
    // Longest first, so that a name within an address does not tear it apart.
    private final Map<String, String> values =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private DryMask(boolean open, boolean blind) {
        this.open = open;
        this.blind = blind;
    }

    static DryMask none() {
        return new DryMask(true, false);
    }

    /** All texts are hidden. */
    static DryMask blind() {
        return new DryMask(false, true);
    }

    /** Hides what is personal in this canonical document. */
    public static DryMask of(PersonalFields personal, String document, JsonNode canonical) {
        DryMask mask = new DryMask(false, false);
        mask.collect(canonical, personal.masked(document, canonical));
        return mask;
    }

    boolean masks() {
        return !open;
    }

    private void collect(JsonNode plain, JsonNode masked) {
        if (plain.isArray()) {
            for (int i = 0; i < plain.size(); i++) {
                collect(plain.get(i), masked.path(i));
            }
        } else if (plain.isObject()) {
            for (Iterator<String> names = plain.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                collect(plain.get(name), masked.path(name));
            }
        } else if (!plain.equals(masked) && plain.asText().length() >= SHORTEST) {
            PersonalVariants.of(plain.asText()).forEach(variant ->
                    hide(variant, variant.equals(plain.asText()) ? masked.asText(HIDDEN) : HIDDEN));
        }
    }

    /** Also as it stands in JSON, in an address or header, and in the other case. */
    private void hide(String value, String instead) {
        values.put(value, instead);
        values.put(new String(JsonStringEncoder.getInstance().quoteAsString(value)), instead);
        values.put(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"), instead);
        values.put(value.toUpperCase(Locale.ROOT), instead);
        values.put(value.toLowerCase(Locale.ROOT), instead);
    }

    /** The text with every value that is hidden replaced. */
    public String text(String text) {
        if (open) {
            return text;
        }
        if (blind) {
            return text.isEmpty() ? text : HIDDEN;
        }
        String hidden = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            hidden = hidden.replace(value.getKey(), value.getValue());
        }
        return hidden;
    }

    JsonNode tree(JsonNode node) {
        if (open) {
            return node;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                copy.set(name, tree(node.get(name)));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(entry -> copy.add(tree(entry)));
            return copy;
        }
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(node.textValue()));
        }
        boolean known = node.isNumber() && (blind || values.containsKey(node.asText()));
        return known ? JsonNodeFactory.instance.textNode(HIDDEN) : node;
    }
}
