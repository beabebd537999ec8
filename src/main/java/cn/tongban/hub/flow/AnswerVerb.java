package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/** {@code hub:answer/<system>/<mapping>}: what the partner says to a question of the hub's own. */
final class AnswerVerb implements Verb {
    private final AnswerReader answers;

    AnswerVerb(AnswerReader answers) {
        this.answers = answers;
    }

    @Override
    public void run(Exchange exchange) {
        if (!(Passage.of(exchange) instanceof Question question)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": only in a question");
        }
        JsonNode read = answers.read(exchange);
        if (read.path("outcome").asText().equals(Outcomes.TICKET_EXPIRED)) {
            question.ticketExpired();
        }
        question.answer(read);
    }
}
