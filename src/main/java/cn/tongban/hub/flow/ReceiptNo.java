package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a partner's answer holds besides its outcome: its own number for what it took in, and what it says to a wish. */
final class ReceiptNo {
    private static final int MAX = 100;

    private ReceiptNo() {}

    /** Null when the answer has none, or one that cannot be a number of anything. */
    static @Nullable String of(JsonNode read) {
        return usable(read.path("receiptNo").asText("").strip());
    }

    /** Our number of the order that a carrier took, empty for whatever is no order. */
    static String order(JsonNode read) {
        String number = usable(read.path("orderNo").asText("").strip());
        return number == null ? "" : number;
    }

    private static @Nullable String usable(String number) {
        boolean usable = !number.isEmpty() && number.length() <= MAX && number.chars().noneMatch(Character::isISOControl);
        return usable ? number : null;
    }

    /** Whether the partner gives a case back, where it was asked to and says so at once. */
    static Reply reply(JsonNode read) {
        return switch (read.path("takeBack").asText("")) {
            case "granted" -> Reply.GRANTED;
            case "refused" -> Reply.REFUSED;
            default -> Reply.NONE;
        };
    }
}
