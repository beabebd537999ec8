package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Locale;
import org.apache.camel.Exchange;

/** {@code hub:verify/<connector>}: who sends this, proven by the signature that the connector's door asks for. */
final class VerifyVerb implements Verb {
    private final ConnectorDescriptor connector;
    private final Secrets secrets;
    private final HmacSm3Signature signature;

    VerifyVerb(ConnectorDescriptor connector, Secrets secrets, HmacSm3Signature signature) {
        this.connector = connector;
        this.secrets = secrets;
        this.signature = signature;
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        DoorRequest request = inbound.request().orElseThrow(() -> new HubException(
                ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": only requests at a door are signed"));
        if (inbound.sender() != null) {
            // Vouched for in a trial.
            return;
        }
        DoorUpload upload = request.upload();
        if (upload != null && upload.sm3() == null) {
            // The signature covers a body that nobody has read yet; hub:store completes it.
            signature.announce(connector, request.signature());
            return;
        }
        SignedRequest signed = upload == null
                ? new SignedRequest(request.method(), request.pathWithQuery(), request.arrival().body())
                : new SignedRequest(request.method(), request.pathWithQuery(), upload.sm3().strip().toLowerCase(Locale.ROOT));
        inbound.verified(signature.verify(connector, secrets, request.signature(), signed));
    }
}
