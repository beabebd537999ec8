package cn.tongban.hub.replay;

import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.PersonalFields;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What may be shown of a difference. Personal values are masked as the bundle at work declares them; of what nobody
 * declared only the shape is shown, so that a date format or a blank can be seen and no value can. A candidate decides
 * nothing here: it could call a name plain, or put one into a field that is.
 */
final class Veil {
    private static final int LONGEST = 32;
    private static final int SHORTEST_SECRET = 2;
    /** A report is shown on terminals, which do what such characters say. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final PersonalFields personal;
    private final Set<String> words;
    private final String texts;
    private final Map<String, Boolean> names = new ConcurrentHashMap<>();

    Veil(Bundle baseline, Bundle candidate) {
        this.personal = baseline.personal();
        this.words = new HashSet<>(baseline.mappings().words());
        words.addAll(candidate.mappings().words());
        StringBuilder all = new StringBuilder();
        for (BundleFiles files : List.of(baseline.files(), candidate.files())) {
            files.paths("", ".jslt").forEach(path -> all.append(files.text(path)).append('\n'));
            files.paths("", ".schema.json").forEach(path -> all.append(files.text(path)).append('\n'));
        }
        this.texts = all.toString();
    }

    /** The field with names that only the traffic knows folded: a mapping may make a name out of a value. */
    String field(String pointer) {
        if (pointer.isEmpty()) {
            return pointer;
        }
        StringBuilder folded = new StringBuilder();
        for (String step : pointer.substring(1).split("/", -1)) {
            folded.append('/').append(isKnown(step) ? step : "{name}");
        }
        return folded.toString();
    }

    private boolean isKnown(String step) {
        if (step.equals("*") || step.isEmpty()) {
            return true;
        }
        if (names.size() > 10_000) {
            names.clear();
        }
        String name = step.replace("@order", "").replace("~1", "/").replace("~0", "~");
        return names.computeIfAbsent(name, texts::contains);
    }

    /** A value for people, of the canonical document {@code type}. */
    Shown canonical(String type, JsonNode before, String beforeAt, JsonNode after, String afterAt) {
        JsonNode one = before.at(beforeAt);
        JsonNode two = after.at(afterAt);
        Set<String> secrets = secrets(type, before);
        JsonNode masked = personal.masked(type, before).at(beforeAt);
        String left = one.isTextual() && masked.equals(one) ? plain(one.textValue(), secrets) : text(masked);
        String right;
        if (two.equals(one)) {
            right = left;
        } else if (two.isTextual()) {
            JsonNode other = personal.masked(type, after).at(afterAt);
            boolean harmless = other.equals(two) && isWord(two.textValue());
            right = harmless ? two.textValue() : other.equals(two) ? shape(two.textValue()) : text(other);
        } else {
            right = shown(two);
        }
        return new Shown(left, right).orShapes(one, two);
    }

    /** A value of a document that no schema of ours declares. */
    Shown foreign(JsonNode before, String beforeAt, JsonNode after, String afterAt) {
        JsonNode one = before.at(beforeAt);
        JsonNode two = after.at(afterAt);
        return new Shown(shown(one), shown(two)).orShapes(one, two);
    }

    /** Something beside the document, such as an address: made of words of the bundle and of ids. */
    String trait(String text) {
        StringBuilder shown = new StringBuilder();
        for (String part : text.split("(?<=[/, +])|(?=[/, +])")) {
            shown.append(part.length() < 2 || isWord(part) || texts.contains(part) ? part : shape(part));
        }
        return shown.toString();
    }

    record Shown(String before, String after) {
        /** Where masks hide the difference the shapes may show it. */
        Shown orShapes(JsonNode one, JsonNode two) {
            return before.equals(after) && one.isTextual() && two.isTextual()
                    ? new Shown(before + " " + shape(one.textValue()), after + " " + shape(two.textValue()))
                    : this;
        }
    }

    private Set<String> secrets(String type, JsonNode document) {
        Set<String> secrets = new HashSet<>();
        personal.personal(type, document).forEach(found -> secrets.add(found.text()));
        return secrets;
    }

    private String plain(String text, Set<String> secrets) {
        boolean holds = secrets.stream().anyMatch(secret -> secret.length() >= SHORTEST_SECRET && text.contains(secret));
        return holds && !isWord(text) ? shape(text) : cut(text);
    }

    private String shown(JsonNode node) {
        if (node.isTextual()) {
            return isWord(node.textValue()) ? node.textValue() : shape(node.textValue());
        }
        return node.isNumber() ? shape(node.asText()) : text(node);
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "-";
        }
        if (node.isObject()) {
            return "{" + node.size() + "}";
        }
        return node.isArray() ? "[" + node.size() + "]" : cut(node.asText());
    }

    /** Whether a text belongs to the bundle and not to the traffic. */
    boolean isWord(String text) {
        return words.contains(text) || text.length() <= LONGEST && texts.contains("\"" + text + "\"");
    }

    private static String cut(String text) {
        String harmless = CONTROL.matcher(text).replaceAll("…");
        return harmless.length() <= LONGEST ? harmless : harmless.substring(0, LONGEST) + "…";
    }

    /** Digits as 9, letters as a and A, Chinese characters as 字; blanks and marks as they are. */
    static String shape(String text) {
        StringBuilder shape = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isDigit(c)) {
                shape.append('9');
            } else if (c < ' ' || c == 127) {
                shape.append('…');
            } else if (c < 128) {
                shape.append(Character.isUpperCase(c) ? 'A' : Character.isLowerCase(c) ? 'a' : (char) c);
            } else {
                shape.append(Character.isLetter(c) ? '字' : '…');
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shape + "…" : shape.toString();
    }
}
