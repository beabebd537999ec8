package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.Masks;
import cn.tongban.hub.mapping.PersonalFields.PersonalText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One recorded document without its people. What may stay has to be known: words of the bundle, dates, short codes, and
 * what the canonical schema calls plain. All other texts are replaced, whatever their field is called.
 */
final class Swap {
    private static final Pattern TIME =
            Pattern.compile("(19|20)[0-9]{2}([-/.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])"
                    + "([T ]?[0-9]{2}:?[0-9]{2}(:?[0-9]{2}([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{0,4}");
    private static final int SHORTEST = 2;
    private static final int SHORTEST_UNKNOWN = 4;
    private static final int LONG_NUMBER = 7;

    private final Pseudonyms pseudonyms;
    private final Predicate<String> isWord;
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final Set<String> plain = new HashSet<>();
    /** What stands in a text is replaced by what, longest first. */
    private final Map<String, String> within = new LinkedHashMap<>();
    private final Set<String> secrets = new HashSet<>();

    /**
     * @param personal what the canonical document calls personal
     * @param canonical the canonical document
     * @param isWord words that belong to the bundle
     */
    Swap(Pseudonyms pseudonyms, List<PersonalText> personal, JsonNode canonical, String caseNo, Predicate<String> isWord) {
        this.pseudonyms = pseudonyms;
        this.isWord = isWord;
        texts(canonical, plain);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (PersonalText text : personal) {
            plain.remove(text.text());
            classes.putIfAbsent(text.text(), text.personalClass());
            classes.putIfAbsent(Masks.normalised("id-number", text.text()), text.personalClass());
            pair(pairs, text.text(), pseudonyms.of(text.personalClass(), text.text()));
            if (text.text().length() == 18 && Pseudonyms.isNumber(text.text())) {
                birthday(pairs, text.text(), pseudonyms.of(text.personalClass(), text.text()));
            }
        }
        if (!caseNo.isEmpty()) {
            pair(pairs, caseNo, pseudonyms.caseNo(caseNo));
        }
        pairs.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .forEach(entry -> within.put(entry.getKey(), entry.getValue()));
    }

    private void pair(Map<String, String> pairs, String value, String pseudonym) {
        if (value.length() >= SHORTEST && !value.equals(pseudonym)) {
            pairs.putIfAbsent(value, pseudonym);
            secrets.add(value);
        }
    }

    /** A field of its own for the birthday would give the number away, and disagree with the new one. */
    private static void birthday(Map<String, String> pairs, String number, String other) {
        String before = number.substring(6, 14);
        String after = other.substring(6, 14);
        if (before.chars().allMatch(Character::isDigit) && TIME.matcher(before).matches()) {
            pairs.putIfAbsent(before, after);
            pairs.putIfAbsent(dashed(before), dashed(after));
        }
    }

    private static String dashed(String day) {
        return day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
    }

    private static void texts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> texts(child, texts));
    }

    JsonNode of(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.fields().forEachRemaining(field -> copy.set(field.getKey(), of(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(entry -> copy.add(of(entry)));
            return copy;
        }
        if (node.isTextual()) {
            return TextNode.valueOf(text(node.textValue()));
        }
        if (node.isIntegralNumber() && node.asText().length() >= LONG_NUMBER && !isWord.test(node.asText())) {
            return number(node.asText());
        }
        return node;
    }

    /** A telephone or identity number may be written as a number; its first digit must stay one that begins a number. */
    private JsonNode number(String digits) {
        if (digits.startsWith("-")) {
            return new BigIntegerNode(new BigInteger(digits));
        }
        String other = pseudonyms.of(classes.getOrDefault(digits, "phone"), digits);
        secrets.add(digits);
        return new BigIntegerNode(new BigInteger(digits.charAt(0) + other.substring(1)));
    }

    private String text(String text) {
        String personalClass = classes.getOrDefault(text, classes.get(Masks.normalised("id-number", text)));
        if (personalClass != null) {
            return pseudonyms.of(personalClass, text);
        }
        if (Pseudonyms.isNumber(text)) {
            secrets.add(text);
            return pseudonyms.of("undeclared", text);
        }
        if (UUID.matcher(text).matches()) {
            return pseudonyms.id(text);
        }
        if (isWord.test(text) || CODE.matcher(text).matches()) {
            return text;
        }
        if (plain.contains(text) || TIME.matcher(text).matches()) {
            return swapped(text);
        }
        if (text.length() >= SHORTEST_UNKNOWN) {
            secrets.add(text);
        }
        return pseudonyms.of("undeclared", text);
    }

    private String swapped(String text) {
        String other = text;
        for (Map.Entry<String, String> pair : within.entrySet()) {
            other = other.replace(pair.getKey(), pair.getValue());
        }
        return other;
    }

    /** Whether a value that was replaced still stands in the text. */
    boolean leaks(String text) {
        return secrets.stream().anyMatch(text::contains);
    }
}
