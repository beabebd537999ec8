package cn.tongban.hub.flow;

import org.apache.camel.Exchange;

/** {@code hub:fail}: classifies what went wrong with a delivery, or a question, and hands it back to whoever began it. */
final class FailVerb implements Verb {
    @Override
    public void run(Exchange exchange) {
        if (Passage.of(exchange) instanceof Question question) {
            question.fail(Failures.caught(exchange));
            return;
        }
        Outbound outbound = Passage.outbound(exchange);
        outbound.outcome(Outcomes.of(Failures.caught(exchange), outbound.hasLeft()));
    }
}
