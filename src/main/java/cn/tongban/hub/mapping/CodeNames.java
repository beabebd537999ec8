package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** What an error may say about a code that no table knows: where it is, and its text only if it cannot be personal. */
final class CodeNames {
    private static final int LONGEST_CODE = 6;
    private static final int LONGEST_CONSTANT = 40;

    private CodeNames() {}

    /**
     * Up to six letters and digits, or one of our own constants such as {@code PASSPORT}.
     *
     * @param ours whether the value comes from our own vocabulary
     */
    static Optional<String> sayable(JsonNode value, boolean ours) {
        String text = value.asText();
        return isCode(text) || (ours && isConstant(text)) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isCode(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_CODE
                && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-')
                && (text.length() <= 3 || text.chars().anyMatch(CodeNames::isDigit));
    }

    private static boolean isConstant(String text) {
        return text.length() <= LONGEST_CONSTANT
                && !text.isEmpty()
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '_');
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** JSON Pointer of this very node in the document, empty when it is not from there. */
    static String pointerTo(JsonNode document, JsonNode node) {
        return search(document, node, "").orElse("");
    }

    private static Optional<String> search(JsonNode in, JsonNode wanted, String at) {
        if (in == wanted) {
            return Optional.of(at);
        }
        if (in.isArray()) {
            for (int i = 0; i < in.size(); i++) {
                Optional<String> found = search(in.get(i), wanted, at + "/" + i);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = in.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String name = field.getKey().replace("~", "~0").replace("/", "~1");
            Optional<String> found = search(field.getValue(), wanted, at + "/" + name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
