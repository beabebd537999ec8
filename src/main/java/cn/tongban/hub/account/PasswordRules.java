package cn.tongban.hub.account;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a password must be: long, of three kinds of characters (GB/T 22239-2019 asks for complexity), and nothing that
 * stands at the top of every list or that this house suggests: its name, its place, its roles.
 */
final class PasswordRules {
    /** Longer ones only cost time to hash. */
    private static final int LONGEST = 128;
    private static final int KINDS = 3;
    private static final List<String> COMMON = List.of(
            "password", "passw0rd", "p@ssw0rd", "p@ssword", "12345678", "123456", "87654321", "qwerty", "1qaz2wsx", "qazwsx", "admin", "abc123",
            "tongban", "shuniu", "zhengwu", "hanzhong", "secadmin", "sysadmin", "auditor", "engineer", "monitor",
            "11111111", "00000000", "88888888", "66666666", "iloveyou", "woaini", "5201314", "letmein", "welcome");

    private final int shortest;

    PasswordRules(int shortest) {
        this.shortest = shortest;
    }

    /**
     * @throws HubException {@link ErrorCode#PASSWORD_WEAK} with what is missing as the subject: length, kinds, common or name
     */
    void check(String password, String login) {
        int length = password.codePointCount(0, password.length());
        if (length < shortest || length > LONGEST) {
            throw weak("length");
        }
        if (kinds(password) < KINDS) {
            throw weak("kinds");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.contains(login) || new StringBuilder(plain).reverse().toString().contains(login)) {
            throw weak("name");
        }
        // Common words with little around them are as bad as the words.
        String rest = COMMON.stream().reduce(plain, (text, word) -> text.replace(word, ""));
        if (rest.length() < plain.length() && rest.length() < shortest / 2) {
            throw weak("common");
        }
    }

    int shortest() {
        return shortest;
    }

    private static long kinds(String password) {
        boolean upper = password.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean lower = password.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean digit = password.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean other = password.codePoints().anyMatch(c -> !(c < 128 && Character.isLetterOrDigit(c)));
        return Stream.of(upper, lower, digit, other).filter(kind -> kind).count();
    }

    private static HubException weak(String what) {
        return new HubException(ErrorCode.PASSWORD_WEAK, what);
    }
}
