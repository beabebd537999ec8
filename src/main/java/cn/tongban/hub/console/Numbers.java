package cn.tongban.hub.console;

import cn.tongban.hub.web.Searches.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a number in hand may be, by its shape: the likeliest first. */
final class Numbers {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** GB 11643. */
    private static final Pattern ID_NUMBER = Pattern.compile("[0-9]{17}[0-9Xx]");
    /** GB 32100. */
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-Za-z]{18}");
    private static final Pattern PHONE = Pattern.compile("(\\+?86)?1[0-9]{10}");

    private Numbers() {}

    static List<Kind> kinds(String value) {
        if (ID.matcher(value).matches()) {
            return List.of(Kind.MESSAGE);
        }
        List<Kind> kinds = new ArrayList<>(List.of(Kind.CASE, Kind.PARCEL));
        if (ID_NUMBER.matcher(value).matches()) {
            kinds.add(Kind.ID_NUMBER);
        }
        if (CREDIT_CODE.matcher(value).matches()) {
            kinds.add(Kind.CREDIT_CODE);
        }
        if (PHONE.matcher(value).matches()) {
            kinds.add(Kind.PHONE);
        }
        if (value.codePoints().anyMatch(c -> !Character.isDigit(c))) {
            kinds.add(Kind.NAME);
        }
        return kinds;
    }
}
