package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/** {@code hub:probe-answer/<system>/<mapping>}: whether the partner has the delivery, by its own words. */
final class ProbeAnswerVerb implements Verb {
    private final AnswerReader answers;

    ProbeAnswerVerb(AnswerReader answers) {
        this.answers = answers;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        outbound.probe(answer(outbound, answers.read(exchange)));
    }

    private static ProbeAnswer answer(Outbound outbound, JsonNode read) {
        String deliveryId = outbound.attempt().deliveryId().toString();
        return switch (read.path("answer").asText()) {
            case "found" -> read.path("receiptFor").asText().equals(deliveryId)
                    ? new ProbeAnswer.Found(ReceiptNo.of(read), ReceiptNo.reply(read), ReceiptNo.order(read))
                    : new ProbeAnswer.Unknown("the answer does not name this delivery");
            case "absent" -> new ProbeAnswer.Absent();
            case Outcomes.TICKET_EXPIRED -> {
                outbound.ticketExpired();
                yield new ProbeAnswer.Unknown(ErrorCode.TICKET_UNAVAILABLE.code());
            }
            default -> new ProbeAnswer.Unknown("the partner does not say");
        };
    }
}
