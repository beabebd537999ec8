package cn.tongban.sandbox.citywindow;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Numbers with right check digits that belong to nobody: persons born in 1900, firms of a district without a code. */
final class SyntheticIds {
    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1900, 1, 1);

    private SyntheticIds() {}

    /** A resident ID number (GB 11643); they repeat after 365 × 999 numbers. */
    static String residentId(long n) {
        String birthday = FIRST_BIRTHDAY.plusDays(n / 999 % 365).format(DateTimeFormatter.BASIC_ISO_DATE);
        String body = "610702" + birthday + String.format("%03d", n % 999 + 1);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += ID_WEIGHTS[i] * (body.charAt(i) - '0');
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    /** A unified social credit code (GB 32100-2015) with both checks right; they repeat after ten million. */
    static String creditCode(long n) {
        String organisation = "Y" + String.format("%07d", n % 10_000_000);
        int sum = 0;
        for (int i = 0; i < BODY_WEIGHTS.length; i++) {
            sum += BODY_WEIGHTS[i] * BODY_ALPHABET.indexOf(organisation.charAt(i));
        }
        String body = "91610700" + organisation + "0123456789X".charAt((11 - sum % 11) % 11);
        return body + creditCheck(body);
    }

    private static char creditCheck(String body) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            sum += weight * CREDIT_ALPHABET.indexOf(body.charAt(i));
            weight = weight * 3 % 31;
        }
        return CREDIT_ALPHABET.charAt((31 - sum % 31) % 31);
    }
}
