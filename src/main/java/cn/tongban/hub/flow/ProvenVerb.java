package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * {@code hub:verify/<connector>} at an operation of a SOAP service: the envelope around the request proved its sender
 * before the route began.
 */
final class ProvenVerb implements Verb {
    @Override
    public void run(Exchange exchange) {
        if (Passage.inbound(exchange).sender() == null) {
            throw new HubException(ErrorCode.SIGNATURE_MISSING, "", List.of(
                    new Place("", "signature", "only envelopes at the SOAP service of the connector prove senders")));
        }
    }
}
