package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub:receipt/<system>/<mapping>}: what the partner's answer means. A success counts only when it names this very
 * delivery; a receipt of another one is never attached.
 */
final class ReceiptVerb implements Verb {
    private final AnswerReader answers;
    private final Bundle bundle;
    private final Clock clock;

    ReceiptVerb(AnswerReader answers, Bundle bundle, Clock clock) {
        this.answers = answers;
        this.bundle = bundle;
        this.clock = clock;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        if (!outbound.hasLeft()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": nothing was sent");
        }
        String retryAfter = exchange.getMessage().getHeader(OutHeaders.RETRY_AFTER, String.class);
        outbound.outcome(outcome(outbound, answers.read(exchange), retryAfter));
    }

    private Outcome outcome(Outbound outbound, JsonNode read, @Nullable String retryAfter) {
        return switch (read.path("outcome").asText()) {
            case "delivered" -> delivered(outbound, read);
            case "refused" -> new Outcome.Refused(ErrorCode.DESTINATION_REFUSED, reason(outbound, read));
            case "retry" -> {
                Duration wait = RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
                yield new Outcome.RetryLater(ErrorCode.DESTINATION_UNREACHABLE, reason(outbound, read), wait);
            }
            case "doubtful" -> new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, reason(outbound, read));
            default -> new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, "the answer's mapping names no outcome");
        };
    }

    private static Outcome delivered(Outbound outbound, JsonNode read) {
        if (!read.path("receiptFor").asText().equals(outbound.attempt().deliveryId().toString())) {
            return new Outcome.Doubtful(ErrorCode.RECEIPT_FOREIGN, "the answer does not name this delivery");
        }
        return new Outcome.Delivered(ReceiptNo.of(read), false, ReceiptNo.reply(read));
    }

    private String reason(Outbound outbound, JsonNode read) {
        String words = (read.path("code").asText() + " " + read.path("reason").asText()).strip();
        return Scrubber.scrub(words, bundle.personal(), outbound.attempt().type(), outbound.canonical());
    }
}
