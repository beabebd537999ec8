package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * {@code hub:sign/<connector>?scheme=hmac-sm3|sm3-header}: the next request is signed with the connector's secret. The
 * signature is made when method, path and bytes are final, so a later step of the Kamelet cannot invalidate it.
 */
final class SignVerb implements Verb {
    /**
     * @param secret name of the secret, not its value
     * @param sender {@code X-Hub-Sender} of scheme hmac-sm3
     * @param appId {@code X-App-Id} of scheme sm3-header
     */
    record Plan(ConnectorDescriptor connector, String secret, String sender, String appId) {}

    private final Signing signing;

    private SignVerb(Signing signing) {
        this.signing = signing;
    }

    static Verb make(String scheme, Plan plan, Secrets secrets, HmacSm3Signature hmac, Sm3HeaderSignature header) {
        // Looked up now, so that an unknown one stops the bundle, and again at each request, because keys change.
        secrets.get(plan.connector().id(), plan.secret());
        Supplier<Secret> secret = () -> secrets.get(plan.connector().id(), plan.secret());
        return switch (scheme) {
            case "hmac-sm3" -> new SignVerb((method, path, body) ->
                    hmac.headers(plan.sender(), secret.get(), new SignedRequest(method, path, body.sm3())));
            case "sm3-header" -> new SignVerb((method, path, body) -> header.headers(plan.appId(), secret.get(), body.signed()));
            default -> throw new IllegalArgumentException("scheme is hmac-sm3 or sm3-header, not '" + scheme + "'");
        };
    }

    @Override
    public void run(Exchange exchange) {
        Passage.of(exchange).sign(signing);
    }
}
