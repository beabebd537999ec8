package cn.tongban.hub.soap;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a signature in a WS-Security header has proven: that the holder of the certificate said, at that time, exactly the
 * body that is worked on. Whose certificate it is, and whether it counted before, is for others to ask.
 *
 * @param nonce the same for the same signed content, whoever writes its signature anew: with ECDSA everybody can make a
 *     second valid one of a first
 */
record SignedBody(X509Certificate certificate, String nonce, Instant created) {
    /** @throws HubException SIGNATURE_MISSING, SIGNATURE_WRONG or TIMESTAMP_STALE */
    static SignedBody of(SoapMessage message, List<WSSecurityEngineResult> results, Clock clock) {
        WSSecurityEngineResult signed = result(results, WSConstants.SIGN).orElseThrow(() ->
                Callers.refused(ErrorCode.SIGNATURE_MISSING, "a signature of the body is missing"));
        Timestamp stamp = result(results, WSConstants.TS)
                .map(result -> (Timestamp) result.get(WSSecurityEngineResult.TAG_TIMESTAMP))
                .orElseThrow(() -> Callers.refused(ErrorCode.SIGNATURE_MISSING, "a time stamp is missing"));
        byte[] body = digest(signed, body(message));
        byte[] time = digest(signed, stamp.getElement());
        Instant created = stamp.getCreated();
        if (created == null || stamp.getExpires() == null) {
            throw Callers.refused(ErrorCode.SIGNATURE_MISSING, "a time stamp says when it was made and when it ends");
        }
        checkTime(created, stamp.getExpires(), clock.instant());
        return new SignedBody((X509Certificate) signed.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE),
                nonce(body, time), created);
    }

    /** @throws HubException TIMESTAMP_STALE for what is from another time than now, or has ended */
    static void checkTime(Instant created, Instant expires, Instant now) {
        if (Duration.between(created, now).abs().compareTo(HmacSm3Signature.WINDOW) > 0 || !expires.isAfter(now)) {
            throw Callers.stale();
        }
    }

    private static String nonce(byte[] body, byte[] time) {
        return Digests.hex(Digests.sha256(ByteBuffer.allocate(body.length + time.length).put(body).put(time).array()));
    }

    static Optional<WSSecurityEngineResult> result(List<WSSecurityEngineResult> results, int action) {
        return results.stream()
                .filter(result -> result.get(WSSecurityEngineResult.TAG_ACTION) instanceof Integer did && did == action)
                .findFirst();
    }

    /** What WSS4J found wrong, in the hub's codes; anything else as it is. */
    static RuntimeException known(RuntimeException thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof HubException known) {
                return known;
            }
            if (at instanceof WSSecurityException wss) {
                return wss.getErrorCode() == WSSecurityException.ErrorCode.MESSAGE_EXPIRED ? Callers.stale()
                        : Callers.refused(ErrorCode.SIGNATURE_WRONG, "the WS-Security header does not prove its sender");
            }
        }
        return thrown;
    }

    /** By identity: an element of the same name elsewhere in the envelope proves nothing about this one. */
    private static byte[] digest(WSSecurityEngineResult signed, Element element) {
        Node own = DOMUtils.getDomElement(element);
        List<?> references = signed.get(WSSecurityEngineResult.TAG_DATA_REF_URIS) instanceof List<?> found ? found : List.of();
        return references.stream().map(WSDataRef.class::cast)
                .filter(reference -> reference.getProtectedElement() != null
                        && DOMUtils.getDomElement(reference.getProtectedElement()) == own)
                .findFirst()
                .map(WSDataRef::getDigestValue)
                .orElseThrow(() ->
                        Callers.refused(ErrorCode.SIGNATURE_WRONG, "the signature covers body and time stamp"));
    }

    private static Element body(SoapMessage message) {
        try {
            return message.getContent(SOAPMessage.class).getSOAPBody();
        } catch (SOAPException e) {
            throw new HubException(ErrorCode.BODY_NOT_SOAP, "", e);
        }
    }
}
