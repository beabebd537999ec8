package cn.tongban.hub.parcel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hub's number of an order to a carrier: {@code <caseNo>-<R|M><n>}. It says the case and what the parcel is for, so an
 * event that comes before the answer to its order is at home, too.
 *
 * @param number 1 for the first order of a purpose, 2 for the one that replaces it
 */
public record OrderNo(String caseNo, ParcelPurpose purpose, int number) {
    /** Orders of one purpose that a case may have. */
    static final int MOST = 99;

    private static final Pattern FORM = Pattern.compile("(.{1,50})-([RM])([1-9][0-9]?)");

    /** Empty for a text that is no order number. */
    public static Optional<OrderNo> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? ParcelPurpose.ofLetter(form.group(2).charAt(0)).map(
                        purpose -> new OrderNo(form.group(1), purpose, Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    /** The order that replaces this one. */
    public OrderNo next() {
        return new OrderNo(caseNo, purpose, number + 1);
    }

    @Override
    public String toString() {
        return caseNo + "-" + purpose.letter() + number;
    }
}
