package cn.tongban.hub.flow;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The partner's own number for what it took in. */
final class ReceiptNo {
    private static final int MAX = 100;

    private ReceiptNo() {}

    /** Null when the answer has none, or one that cannot be a number of anything. */
    static @Nullable String of(JsonNode read) {
        String number = read.path("receiptNo").asText("").strip();
        boolean usable = !number.isEmpty() && number.length() <= MAX && number.chars().noneMatch(Character::isISOControl);
        return usable ? number : null;
    }
}
