package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/**
 * {@code hub:ticket/<connector>}: the next request shows the partner's ticket, by the variable {@code hub.ticket}, or with
 * {@code at} by a field of its JSON.
 */
final class TicketVerb implements Verb {
    static final String VARIABLE = "hub.ticket";

    private final Tickets tickets;
    private final String connector;
    private final JsonPointer at;

    /** @param at where in the body; empty for the variable */
    TicketVerb(Tickets tickets, String connector, String at) {
        this.tickets = tickets;
        this.connector = connector;
        this.at = JsonPointer.compile(at);
    }

    @Override
    public void run(Exchange exchange) {
        Passage passage = Passage.of(exchange);
        if (passage instanceof Question question && question.kind() == QuestionKind.TICKETS) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": asks for a ticket with a ticket");
        }
        String ticket = tickets.get(connector);
        passage.shows(ticket);
        if (at.matches()) {
            exchange.setVariable(VARIABLE, ticket);
        } else {
            exchange.getMessage().setBody(with(exchange, ticket));
        }
    }

    /** A copy: what the steps before hold is not to be changed, and may be kept. */
    private JsonNode with(Exchange exchange, String ticket) {
        if (exchange.getMessage().getBody() instanceof ObjectNode document) {
            ObjectNode copy = document.deepCopy();
            if (copy.at(at.head()) instanceof ObjectNode parent) {
                parent.put(at.last().getMatchingProperty(), ticket);
                return copy;
            }
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no object at " + at.head());
    }
}
