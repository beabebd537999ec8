package cn.tongban.hub.flow;

import cn.tongban.hub.flow.RefusedBytes.Refusal;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import org.apache.camel.Exchange;

/**
 * {@code hub:refuse}: answers the caller with a problem document. The bytes are kept for a person to look at, unless
 * {@code keep=false} or the caller shall come again by itself.
 */
final class RefuseVerb implements Verb {
    private final RefusedBytes refused;
    private final boolean keep;
    private final ProblemWriter problems = new ProblemWriter();

    RefuseVerb(RefusedBytes refused, boolean keep) {
        this.refused = refused;
        this.keep = keep;
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        HubException e = Failures.caught(exchange);
        inbound.refuse(e);
        if (inbound.request().isEmpty()) {
            // Its source keeps the bytes, in the commit that moves its position.
            return;
        }
        inbound.answer(problems.answer(e, inbound.trace()));
        if (keep && e.code().kind() != ErrorKind.RETRY && inbound.arrival().body().length > 0) {
            refused.keep(Refusal.of(inbound, e));
        }
    }
}
