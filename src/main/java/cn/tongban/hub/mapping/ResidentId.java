package cn.tongban.hub.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Citizen identification number, GB 11643: 17 digits with a birth date and a check character. */
public final class ResidentId {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int FIRST_YEAR = 1850;

    private ResidentId() {}

    /**
     * Checks the number as it stands: width and case are not folded.
     *
     * @param asOf the message's day; nobody is born after it
     */
    public static boolean isValid(CharSequence number, LocalDate asOf) {
        if (number.length() != 18) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += digit * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11) == number.charAt(17) && bornBy(number, asOf);
    }

    /** The number that begins with these 17 digits. */
    public static String complete(String first) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * WEIGHTS[i];
        }
        return first + CHECKS.charAt(sum % 11);
    }

    private static boolean bornBy(CharSequence number, LocalDate asOf) {
        int year = digits(number, 6, 10);
        try {
            LocalDate born = LocalDate.of(year, digits(number, 10, 12), digits(number, 12, 14));
            return year >= FIRST_YEAR && !born.isAfter(asOf);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int digits(CharSequence text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
