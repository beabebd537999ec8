package cn.tongban.hub.mapping;

import java.util.Optional;

/**
 * Implementation code of an item (实施编码): credit code of the body (18), exercise level (1), catalogue code (12).
 */
public final class TaskCode {
    private static final int LENGTH = 31;

    private TaskCode() {}

    public static boolean isValid(CharSequence code) {
        if (code.length() != LENGTH) {
            return false;
        }
        Uscc.Result body = Uscc.check(code.subSequence(0, 18));
        char level = code.charAt(18);
        return (body == Uscc.Result.VALID || body == Uscc.Result.ORGANISATION_CHECK)
                && level >= '1'
                && level <= '7'
                && isCatalogCode(code.subSequence(19, LENGTH));
    }

    /** The 12 characters that all bodies share for one item, empty for a malformed code. */
    public static Optional<String> catalogCode(CharSequence code) {
        return isValid(code) ? Optional.of(code.subSequence(19, LENGTH).toString()) : Optional.empty();
    }

    static boolean isCatalogCode(CharSequence code) {
        return code.length() == 12 && code.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z');
    }
}
