package cn.tongban.hub.catalogue;

/** Texts as they are compared: trimmed, full-width letters, digits and signs as the common ones, nothing else. */
final class Folded {
    private static final char FULL_FIRST = '\uFF01';
    private static final char FULL_LAST = '\uFF5E';
    private static final int DISTANCE = FULL_FIRST - '!';
    private static final char IDEOGRAPHIC_SPACE = '\u3000';

    private Folded() {}

    static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (c >= FULL_FIRST && c <= FULL_LAST) {
                folded.append((char) (c - DISTANCE));
            } else {
                folded.append(c == IDEOGRAPHIC_SPACE || c == '\u00A0' ? ' ' : c);
            }
        }
        return folded.toString().strip();
    }

    static boolean same(String one, String other) {
        return one.equals(other) || of(one).equals(of(other));
    }
}
