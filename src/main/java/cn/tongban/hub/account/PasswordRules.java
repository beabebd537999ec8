package cn.tongban.hub.account;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a password must be: long, of three kinds of characters (GB/T 22239-2019 asks for complexity), and hard to guess for
 * somebody with the lists of what people use, of names and words, of keyboards and dates, and of what this house suggests:
 * its name, its place, its roles.
 */
final class PasswordRules {
    /** Longer ones only cost time to hash. */
    private static final int LONGEST = 128;
    private static final int KINDS = 3;
    /** What comes after it makes guessing no easier, and judging it takes long. */
    private static final int JUDGED = 64;
    /** Of four: not to be guessed in ten thousand million tries. */
    private static final int SAFE = 4;
    private static final List<String> HOUSE = List.of("tongban", "shuniu", "zhengwu", "hanzhong", "admin", "secadmin", "sysadmin", "auditor",
            "engineer", "monitor", "woaini");

    private final Zxcvbn guesser = new Zxcvbn();
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
        if (guesser.measure(password.substring(0, Math.min(JUDGED, password.length())), HOUSE).getScore() < SAFE) {
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
