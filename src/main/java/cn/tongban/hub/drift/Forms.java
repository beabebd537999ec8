package cn.tongban.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Types of JSON values, and the forms of texts that stand for something other than words. */
final class Forms {
    static final String TEXT = "text";
    static final String WORD = "word";
    static final String NULL = "null";
    static final String OBJECT = "object";

    /** A field of these holds numbers or times, and another form in it is a change. Words and texts may be anything. */
    static final Set<String> STRICT = Set.of("digits", "decimal", "date", "date-slash", "date-time", "date-time-offset",
            "date-time-blank");

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_TIME = 40;

    private Forms() {}

    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> OBJECT;
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING -> "string";
            default -> NULL;
        };
    }

    static String form(String text) {
        int length = text.length();
        if (length <= LONGEST_TIME && length >= 10 && isDate(text)) {
            return time(text);
        }
        int digits = 0;
        int points = 0;
        boolean plain = true;
        for (int i = 0; i < length && i <= LONGEST_NUMBER; i++) {
            char c = text.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            points += c == '.' ? 1 : 0;
            plain &= isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.';
        }
        if (length > LONGEST_NUMBER || !plain) {
            return TEXT;
        }
        int sign = text.startsWith("-") ? 1 : 0;
        if (digits > 0 && digits + sign == length) {
            return "digits";
        }
        return digits > 1 && points == 1 && digits + points + sign == length ? "decimal" : WORD;
    }

    private static boolean isDate(String text) {
        char mark = text.charAt(4);
        if (mark != '-' && mark != '/' || text.charAt(7) != mark) {
            return false;
        }
        for (int i : new int[] {0, 1, 2, 3, 5, 6, 8, 9}) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String time(String text) {
        if (text.length() == 10) {
            return text.charAt(4) == '/' ? "date-slash" : "date";
        }
        if (text.charAt(10) == ' ') {
            return "date-time-blank";
        }
        if (text.charAt(10) != 'T') {
            return TEXT;
        }
        String clock = text.substring(11);
        boolean offset = clock.endsWith("Z") || clock.indexOf('+') > 0 || clock.indexOf('-') > 0;
        return offset ? "date-time-offset" : "date-time";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
