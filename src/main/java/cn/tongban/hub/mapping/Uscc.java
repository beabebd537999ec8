package cn.tongban.hub.mapping;

/**
 * Unified social credit code, GB 32100-2015: 18 characters without I, O, S, V, Z. The last is the check character; the
 * ninth to seventeenth are the organisation code with a check character of its own, which old registrations got wrong.
 */
public final class Uscc {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    /** GB 11714 counts letters on from A = 10 without leaving any out. */
    private static final String ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** What a check says; ORGANISATION_CHECK is a warning only. */
    public enum Result {
        VALID,
        LENGTH,
        CHARACTER,
        CHECK,
        ORGANISATION_CHECK
    }

    private Uscc() {}

    /** Checks the code as it stands: width and case are not folded. */
    public static Result check(CharSequence code) {
        if (code.length() != 18) {
            return Result.LENGTH;
        }
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            int value = ALPHABET.indexOf(code.charAt(i));
            if (value < 0) {
                return Result.CHARACTER;
            }
            sum += i < 17 ? value * WEIGHTS[i] : 0;
        }
        if (ALPHABET.charAt((31 - sum % 31) % 31) != code.charAt(17)) {
            return Result.CHECK;
        }
        return organisationCheck(code) == code.charAt(16) ? Result.VALID : Result.ORGANISATION_CHECK;
    }

    /** The code that begins with these 16 characters, with both checks right. */
    public static String complete(String first) {
        String body = first + organisationCheck(first);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * WEIGHTS[i];
        }
        return body + ALPHABET.charAt((31 - sum % 31) % 31);
    }

    private static char organisationCheck(CharSequence code) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += ORGANISATION_ALPHABET.indexOf(code.charAt(8 + i)) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }
}
