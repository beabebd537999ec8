package cn.tongban.hub.mapping;

import java.text.Normalizer;
import java.util.Locale;

/** How personal values are normalised for search and masked for display. */
public final class Masks {
    private static final String HIDDEN = "***";

    private Masks() {}

    /**
     * The form in which two writings of one value are equal.
     *
     * @param kind {@code name}, {@code id-number}, {@code credit-code} or {@code phone}
     */
    public static String normalised(String kind, String value) {
        String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
        return switch (kind) {
            case "phone" -> phone(folded);
            case "id-number", "credit-code" -> folded.toUpperCase(Locale.ROOT);
            default -> folded;
        };
    }

    private static String phone(String folded) {
        StringBuilder digits = new StringBuilder();
        folded.chars().filter(c -> c >= '0' && c <= '9' || c == '+').forEach(c -> digits.append((char) c));
        String text = digits.toString();
        if (text.startsWith("+86")) {
            return text.substring(3);
        }
        return text.startsWith("0086") ? text.substring(4) : text;
    }

    /** What people see who do not need the value; an unknown class is hidden wholly. */
    public static String masked(String personalClass, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (personalClass) {
            case "name" -> value.substring(0, value.offsetByCodePoints(0, 1)) + "**";
            case "id-number", "credit-code" -> value.length() == 18
                    ? value.substring(0, 6) + "********" + value.substring(14)
                    : HIDDEN;
            case "phone" -> value.length() == 11 ? value.substring(0, 3) + "****" + value.substring(7) : HIDDEN;
            case "address" -> address(value);
            default -> HIDDEN;
        };
    }

    /** To the county, which ends in 区, 县 or 旗 after the city; without a city nothing is shown. */
    private static String address(String value) {
        int city = value.indexOf('市');
        if (city < 0) {
            return HIDDEN;
        }
        for (int i = city + 2; i < value.length() && i <= city + 6; i++) {
            char c = value.charAt(i);
            // 小区, 社区, 园区 and 校区 end in the same character and are no counties.
            boolean smaller = c == '区' && "小社园校厂".indexOf(value.charAt(i - 1)) >= 0;
            if ((c == '区' || c == '县' || c == '旗') && !smaller) {
                return value.substring(0, i + 1) + HIDDEN;
            }
        }
        return value.substring(0, city + 1) + HIDDEN;
    }
}
