package cn.tongban.hub.soap;

import cn.tongban.hub.connector.DoorScheme;
import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.support.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.apache.wss4j.dom.validate.Validator;
import org.jspecify.annotations.Nullable;

/**
 * The WS-Security header of a request. It must prove a sender in the way that the door asks for: a token with digest, or a
 * signature over exactly the body that is worked on and over the time stamp. Leaves who it was with the message. Nonces are
 * not remembered here but with the recorded message, for all nodes.
 */
final class SecurityIn extends WSS4JInInterceptor {
    /** Of an endpoint: what came before is remembered in the database, for all nodes. */
    static final Map<String, Object> NO_CACHES = Map.of(SecurityConstants.ENABLE_NONCE_CACHE, "false",
            SecurityConstants.ENABLE_TIMESTAMP_CACHE, "false", SecurityConstants.ENABLE_SAML_ONE_TIME_USE_CACHE, "false");

    private static final String FIVE_MINUTES = "300";

    private final Callers callers;

    SecurityIn(Callers callers) {
        super(properties(callers.scheme()));
        this.callers = callers;
    }

    private static Map<String, Object> properties(DoorScheme scheme) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConfigurationConstants.ACTION, scheme == DoorScheme.WS_SIGNATURE
                ? "Signature Timestamp" : "UsernameToken");
        properties.put(ConfigurationConstants.TTL_FUTURE_TIMESTAMP, FIVE_MINUTES);
        properties.put(ConfigurationConstants.TTL_FUTURE_USERNAMETOKEN, FIVE_MINUTES);
        return properties;
    }

    /** Of the endpoint: the check of tokens is ours, since a sender may have two passwords for a while. */
    static Map<String, Object> endpoint(Callers callers) {
        Map<String, Object> properties = new HashMap<>(NO_CACHES);
        properties.put(SecurityConstants.USERNAME_TOKEN_VALIDATOR,
                (Validator) (credential, data) -> {
                    callers.user(credential.getUsernametoken());
                    return credential;
                });
        return properties;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        try {
            super.handleMessage(message);
        } catch (RuntimeException e) {
            throw SignedBody.known(e);
        }
    }

    @Override
    protected void checkActions(SoapMessage message, List<WSSecurityEngineResult> results, List<Integer> actions) {
        VerifiedSender sender = callers.scheme() == DoorScheme.WS_SIGNATURE
                ? callers.holder(SignedBody.of(message, results, callers.clock())) : user(results);
        message.put(VerifiedSender.class, sender);
    }

    private VerifiedSender user(List<WSSecurityEngineResult> results) {
        return SignedBody.result(results, WSConstants.UT)
                .map(result -> (UsernameToken) result.get(WSSecurityEngineResult.TAG_USERNAME_TOKEN))
                .map(callers::user)
                .orElseThrow(() -> Callers.refused(ErrorCode.SIGNATURE_MISSING, "a user name token with digest is missing"));
    }

    @Override
    public @Nullable Crypto loadSignatureVerificationCrypto(RequestData data) {
        return callers.certificates().trusted();
    }
}
