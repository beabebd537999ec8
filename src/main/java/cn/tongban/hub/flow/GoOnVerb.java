package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub:go-on/<system>/<mapping>}: whether a delivery goes on, and with what. It stands before the first request, where
 * the mapping sees the document, and between two of them, where it sees the answer. When it goes on the body is the message
 * again as the hub keeps it, {@code $context.before} has what the mapping gave, and the variable {@code next} says which way.
 */
final class GoOnVerb implements Verb {
    private static final String NEXT = "next";

    private final MappingLibrary mappings;
    private final String mapping;
    private final AnswerReader answers;
    private final Verdicts verdicts;

    GoOnVerb(MappingLibrary mappings, String mapping, Verdicts verdicts) {
        this.mappings = mappings;
        this.mapping = mapping;
        this.answers = new AnswerReader(mappings, mapping);
        this.verdicts = verdicts;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        Message message = exchange.getMessage();
        boolean answered = message.getHeader(Exchange.HTTP_RESPONSE_CODE) != null;
        JsonNode said = answered ? answers.read(exchange) : document(exchange);
        if (said.path("outcome").asText().equals("go-on")) {
            outbound.settled();
            outbound.before(said.path("before"));
            exchange.setVariable(NEXT, said.path(NEXT).asText(""));
            message.removeHeader(Exchange.HTTP_RESPONSE_CODE);
            message.removeHeader(OutHeaders.CONTENT_TYPE);
            message.setBody(outbound.canonical());
            return;
        }
        outbound.outcome(outcome(outbound, said, message.getHeader(OutHeaders.RETRY_AFTER, String.class)));
        exchange.setRouteStop(true);
    }

    private JsonNode document(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof JsonNode document)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no document to go on with");
        }
        return mappings.map(mapping, document, Passage.of(exchange).context());
    }

    private Outcome outcome(Outbound outbound, JsonNode said, @Nullable String retryAfter) {
        boolean leaves = said.path("outcome").asText().equals("left-out") && !outbound.hasLeft();
        return leaves ? new Outcome.LeftOut(ErrorCode.LEFT_OUT, verdicts.reason(outbound, said))
                : verdicts.of(outbound, said, retryAfter);
    }
}
