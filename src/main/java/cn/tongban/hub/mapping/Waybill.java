package cn.tongban.hub.mapping;

import java.util.regex.Pattern;

/**
 * Numbers of parcels. An item number of UPU standard S10 has two letters of the service, eight digits, a check digit and
 * two letters of the country. Domestic waybills are thirteen digits without a check.
 */
public final class Waybill {
    private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};
    /** Any two letters: posts use codes that are in no list of countries, and a parcel is not refused for its country. */
    private static final Pattern ITEM = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");
    private static final Pattern DOMESTIC = Pattern.compile("[0-9]{13}");

    private Waybill() {}

    /** Whether it is an S10 item number as it stands: width and case are not folded. */
    public static boolean isItemNumber(CharSequence number) {
        return ITEM.matcher(number).matches() && check(number) == number.charAt(10);
    }

    /** An S10 item number or thirteen digits; which of them a profile uses it says by the format's name. */
    public static boolean isValid(CharSequence number) {
        return isItemNumber(number) || DOMESTIC.matcher(number).matches();
    }

    /** The item number with these service letters, eight digits and country letters. */
    public static String complete(String service, String digits, String country) {
        String body = service + digits;
        return body + check(body) + country;
    }

    /** S10 has no check digits 10 and 11: 0 and 5 stand for them. */
    private static char check(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(2 + i) - '0') * WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? '0' : check == 11 ? '5' : (char) ('0' + check);
    }
}
