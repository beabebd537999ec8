package cn.tongban.hub.flow;

import org.apache.camel.Exchange;

/** {@code hub:fail}: classifies what went wrong with a delivery and hands it back to the engine. */
final class FailVerb implements Verb {
    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        outbound.outcome(Outcomes.of(Failures.caught(exchange), outbound.hasLeft()));
    }
}
