package cn.tongban.hub.mapping;

/** Case number (办件编号): free per platform, but it travels in paths and keys, so only plain characters, at most 50. */
public final class CaseNo {
    private static final int LONGEST = 50;

    private CaseNo() {}

    /** Letters, digits, dot, underscore and hyphen, starting with a letter or digit. */
    public static boolean isValid(CharSequence caseNo) {
        return !caseNo.isEmpty()
                && caseNo.length() <= LONGEST
                && isAlphanumeric(caseNo.charAt(0))
                && caseNo.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isAlphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
