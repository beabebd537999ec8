package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/** {@code hub:holdings/item}: adds to a question what came down from its partner so far, so that both sides can compare. */
final class HoldingsVerb implements Verb {
    static final String ITEM = "item";

    private final ItemDesk items;

    private HoldingsVerb(ItemDesk items) {
        this.items = items;
    }

    static Verb make(String register, ItemDesk items) {
        Verbs.require(register.equals(ITEM), "register", register);
        return new HoldingsVerb(items);
    }

    @Override
    public void run(Exchange exchange) {
        if (!(Passage.of(exchange) instanceof Question question)
                || !(exchange.getMessage().getBody() instanceof ObjectNode body)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": only first in a question");
        }
        exchange.getMessage().setBody(body.deepCopy().setAll(items.holdings(question.connector())));
    }
}
