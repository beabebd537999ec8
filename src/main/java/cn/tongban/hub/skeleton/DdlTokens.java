package cn.tongban.hub.skeleton;

import java.util.ArrayList;
import java.util.List;

/** The words of an SQL script: names, texts, numbers and single signs. Comments are left out. */
final class DdlTokens {
    private static final int MOST = 200_000;

    /** @param quoted whether it stood in quotes, so that it is a name or text and no keyword */
    record Token(String text, boolean quoted, boolean literal) {
        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }
    }

    private final String sql;
    private int at;

    private DdlTokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        DdlTokens tokens = new DdlTokens(sql);
        List<Token> found = new ArrayList<>();
        while (tokens.at < sql.length()) {
            tokens.next(found);
            if (found.size() > MOST) {
                throw new SkeletonException("脚本太长。", "The script is too long.");
            }
        }
        return found;
    }

    private void next(List<Token> found) {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at) || c == '#') {
            at = behind("\n");
        } else if (sql.startsWith("/*", at)) {
            at = behind("*/");
        } else if (c == '\'' || c == '"' || c == '`') {
            found.add(quoted(c));
        } else if (word(c)) {
            int start = at;
            while (at < sql.length() && word(sql.charAt(at))) {
                at++;
            }
            found.add(new Token(sql.substring(start, at), false, false));
        } else {
            at++;
            found.add(new Token(String.valueOf(c), false, false));
        }
    }

    private int behind(String end) {
        int found = sql.indexOf(end, at);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** A doubled quote stands for one. */
    private Token quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(c);
                at++;
            } else {
                break;
            }
        }
        return new Token(text.toString(), true, quote == '\'');
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
