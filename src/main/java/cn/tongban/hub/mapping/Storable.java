package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that JSON can escape but nothing after it can carry: half of a surrogate pair has no UTF-8 form, and a database
 * text cannot hold U+0000.
 */
final class Storable {
    private Storable() {}

    /** Only an escape can bring such a text in: a decoded body without {@code \}{@code u} needs no further look. */
    static boolean hasUnicodeEscape(char[] json) {
        for (int i = 1; i < json.length; i++) {
            if (json[i] == 'u' && json[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** JSON Pointer of the first text or name that cannot be stored. */
    static Optional<String> firstFault(JsonNode node, String at) {
        if (node.isTextual()) {
            return isStorable(node.textValue()) ? Optional.empty() : Optional.of(at);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            Optional<String> fault = firstFault(node.get(i), at + "/" + i);
            if (fault.isPresent()) {
                return fault;
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!isStorable(field.getKey())) {
                return Optional.of(at);
            }
            String name = field.getKey().replace("~", "~0").replace("/", "~1");
            Optional<String> fault = firstFault(field.getValue(), at + "/" + name);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
