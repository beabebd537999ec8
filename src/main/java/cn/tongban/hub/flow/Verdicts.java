package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a mapping said of an answer, as the outcome of the delivery. Texts of partners lose what is personal of the case. */
record Verdicts(Bundle bundle, Clock clock) {
    /** @param retryAfter as the partner said it, null when it said nothing */
    Outcome of(Outbound outbound, JsonNode read, @Nullable String retryAfter) {
        return switch (read.path("outcome").asText()) {
            case "delivered" -> delivered(outbound, read);
            case "refused" -> refused(outbound, read);
            case "retry" -> {
                Duration wait = RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
                yield new Outcome.RetryLater(ErrorCode.DESTINATION_UNREACHABLE, reason(outbound, read), wait);
            }
            case "doubtful" -> new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, reason(outbound, read));
            case Outcomes.TICKET_EXPIRED -> {
                outbound.ticketExpired();
                yield new Outcome.RetryLater(ErrorCode.TICKET_UNAVAILABLE, reason(outbound, read), null);
            }
            default -> new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, "the answer's mapping names no outcome");
        };
    }

    private static Outcome delivered(Outbound outbound, JsonNode read) {
        if (!read.path("receiptFor").asText().equals(outbound.attempt().deliveryId().toString())) {
            return new Outcome.Doubtful(ErrorCode.RECEIPT_FOREIGN, "the answer does not name this delivery");
        }
        return new Outcome.Delivered(ReceiptNo.of(read), false, ReceiptNo.reply(read), ReceiptNo.order(read));
    }

    /** Of a list that is turned away as a whole nobody knows whose fault it is: each goes alone once more. */
    private Outcome refused(Outbound outbound, JsonNode read) {
        boolean named = read.path("receiptFor").asText().equals(outbound.attempt().deliveryId().toString());
        return outbound.wentWithOthers() && !named
                ? new Outcome.RetryLater(ErrorCode.LIST_REFUSED, reason(outbound, read), null)
                : new Outcome.Refused(ErrorCode.DESTINATION_REFUSED, reason(outbound, read));
    }

    String reason(Outbound outbound, JsonNode read) {
        String words = (read.path("code").asText() + " " + read.path("reason").asText()).strip();
        JsonNode beside = outbound.beside();
        String known = beside == null ? words : Scrubber.scrub(words, bundle.personal(), CaseEntries.SUBMITTED, beside);
        return Scrubber.scrub(known, bundle.personal(), outbound.attempt().type(), outbound.canonical());
    }
}
