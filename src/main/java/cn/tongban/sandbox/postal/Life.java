package cn.tongban.sandbox.postal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can become of a parcel, as {@code opCode} or {@code opCode:signCode} in order. An order number TB, eight digits and
 * a serial that begins with 998 chooses its life by its last digits, whatever the script says; an order for a case by the
 * last four digits of the case's number.
 */
enum Life {
    DELIVERED("9801", "203", "305", "954", "713", "702", "704:10"),
    DELIVERED_TO_ANOTHER("9802", "203", "305", "954", "713", "702", "704:20"),
    DELIVERY_REVOKED("9803", "203", "305", "954", "713", "702", "704:10", "743", "704:10"),
    ATTEMPT_REVOKED("9804", "203", "305", "954", "713", "702", "705:6", "744", "702", "704:10"),
    RETURNED("9805", "203", "305", "954", "713", "702", "705:7", "708", "711"),
    LOST("9806", "203", "305", "954", "987"),
    PICK_UP_REVOKED("9807", "203", "207"),
    CALLED_BACK("9808", "203", "305", "954", "713", "702", "742", "702", "704:10"),
    LOCKER("9809", "203", "305", "954", "713", "702", "747", "748");

    private static final Pattern MAGIC = Pattern.compile("(?:TB[0-9]{8}9|[0-9A-Z]{39})(98[0-9]{2})(?:-[RM][0-9]{1,2})?");

    private final String ending;
    private final List<String> events;

    Life(String ending, String... events) {
        this.ending = ending;
        this.events = List.of(events);
    }

    List<String> events() {
        return events;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a name that is none */
    static Life of(String wireName) {
        return Arrays.stream(values()).filter(life -> life.wireName().equals(wireName)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no life named " + wireName));
    }

    static Optional<Life> magic(String orderNo) {
        Matcher number = MAGIC.matcher(orderNo);
        return number.matches()
                ? Arrays.stream(values()).filter(life -> life.ending.equals(number.group(1))).findFirst()
                : Optional.empty();
    }
}
