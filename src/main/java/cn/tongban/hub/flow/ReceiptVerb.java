package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import org.apache.camel.Exchange;

/**
 * {@code hub:receipt/<system>/<mapping>}: what the partner's answer means. A success counts only when it names this very
 * delivery; a receipt of another one is never attached.
 */
final class ReceiptVerb implements Verb {
    private final AnswerReader answers;
    private final Verdicts verdicts;

    ReceiptVerb(AnswerReader answers, Verdicts verdicts) {
        this.answers = answers;
        this.verdicts = verdicts;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        if (!outbound.hasLeft()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": nothing was sent");
        }
        String retryAfter = exchange.getMessage().getHeader(OutHeaders.RETRY_AFTER, String.class);
        outbound.outcome(verdicts.of(outbound, answers.read(exchange), retryAfter));
    }
}
