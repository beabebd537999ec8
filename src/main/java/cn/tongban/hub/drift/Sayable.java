package cn.tongban.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names and values may be learned, stored and shown. What could be somebody's is none of them. */
final class Sayable {
    /** Stands for names that may not be shown. */
    static final String NAME = "{}";
    /** Stands for values that may not be shown. */
    static final String VALUE = "{other}";
    /** Stands for the entries of an array. */
    static final String ENTRY = "[]";

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_CODE = 6;
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_$@.:-]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{5}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,3}|(?=.*[0-9])[A-Za-z0-9._-]{1,6}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{1,29}|[A-Z][A-Z_]{1,39}");
    private static final Pattern PERSONAL = Pattern.compile(
            "(?i)name|cert|card|mobile|phone|tel|addr|zip|birth|mail|account|legal|contact|guid|uuid|sex|gender|age$"
                    + "|user|handler|clerk|person|id_?no");

    private Sayable() {}

    /** A field's name is the partner's word, unless somebody uses names as keys. */
    static boolean name(String name) {
        return name.length() <= LONGEST_NAME && FIELD.matcher(name).matches() && !NUMBER.matcher(name).find();
    }

    /** Whether a field that no contract describes could hold what is somebody's, by its name. */
    static boolean personal(String name) {
        return PERSONAL.matcher(name).find();
    }

    /** Up to six letters and digits; a word of more than three letters is no code, for it could be a name. */
    static boolean code(String value) {
        return value.length() <= LONGEST_CODE && CODE.matcher(value).matches() && !DIGITS.matcher(value).matches();
    }

    /** A word in the place of a code; it is one if it comes more than once. */
    static boolean word(String value) {
        return WORD.matcher(value).matches();
    }

    /** Codes of this field are words, so another word may be one too. */
    static boolean word(String value, Set<String> known) {
        return word(value) && known.stream().anyMatch(one -> one.length() > 3 && word(one));
    }

    /** The text of a scalar that can be a code; empty for all others. */
    static String text(JsonNode value) {
        return value.isTextual() || value.isBoolean() || value.isIntegralNumber() ? value.asText() : "";
    }
}
