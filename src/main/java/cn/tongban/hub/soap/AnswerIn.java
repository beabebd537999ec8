package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Map;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;

/**
 * The WS-Security header of an answer. What it proved, or why it proved nothing, stays with the exchange: a fault without
 * a header passes through here, so only what is noted as proven counts.
 */
final class AnswerIn extends WSS4JInInterceptor {
    private static final String PROVEN = AnswerIn.class.getName() + ".proven";
    private static final String REFUSED = AnswerIn.class.getName() + ".refused";
    private static final Map<String, Object> PROPERTIES = Map.of(
            ConfigurationConstants.ACTION, "Signature Timestamp", ConfigurationConstants.TTL_FUTURE_TIMESTAMP, "300");

    private final AnswerProof proof;

    AnswerIn(AnswerProof proof) {
        super(PROPERTIES);
        this.proof = proof;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        try {
            super.handleMessage(message);
        } catch (RuntimeException e) {
            RuntimeException known = SignedBody.known(e);
            message.getExchange().put(REFUSED,
                    known instanceof HubException hub ? hub.code().code() : ErrorCode.ANSWER_UNREADABLE.code());
            throw known;
        }
    }

    @Override
    protected void checkActions(SoapMessage message, List<WSSecurityEngineResult> results, List<Integer> actions) {
        proof.check(SignedBody.of(message, results, proof.clock()));
        message.getExchange().put(PROVEN, Boolean.TRUE);
    }

    static boolean isProven(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.get(PROVEN));
    }

    /** The code of what an answer lacks. */
    static String lack(Exchange exchange) {
        return exchange.get(REFUSED) instanceof String code ? code : ErrorCode.SIGNATURE_MISSING.code();
    }

    @Override
    public Crypto loadSignatureVerificationCrypto(RequestData data) {
        return proof.partner().trusted();
    }
}
