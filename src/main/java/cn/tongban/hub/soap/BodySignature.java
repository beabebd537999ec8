package cn.tongban.hub.soap;

import java.util.List;
import javax.xml.crypto.dsig.Reference;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.wss4j.common.SecurityActionToken;
import org.apache.wss4j.common.SignatureActionToken;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.action.Action;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandler;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.util.WSSecurityUtil;
import org.w3c.dom.Element;

/**
 * Signs body and time stamp, with the certificate in the header. WSS4J's own action would either sign the name of what
 * travels beside the envelope and not its bytes, or put all of them into the envelope.
 */
final class BodySignature implements Action {
    @Override
    public void execute(WSHandler handler, SecurityActionToken token, RequestData data) throws WSSecurityException {
        SignatureActionToken own = data.getSignatureToken();
        Signature signature = new Signature(data.getSecHeader());
        signature.setIdAllocator(data.getWssConfig().getIdAllocator());
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setSignatureAlgorithm(own.getSignatureAlgorithm());
        signature.setDigestAlgo(own.getDigestAlgorithm());
        signature.setAddInclusivePrefixes(false);
        signature.setExpandXopInclude(false);
        signature.setUserInfo(own.getUser(), "");
        signature.prepare(own.getCrypto());
        List<Reference> references = signature.addReferencesToSign(own.getParts());
        signature.computeSignature(signature.meant(references, (SoapMessage) data.getMsgContext()), true, null);
        signature.prependBSTElementToHeader();
    }

    private static final class Signature extends WSSecSignature {
        Signature(WSSecHeader header) {
            super(header);
        }

        /** A reference that has its digest already is not computed again. */
        List<Reference> meant(List<Reference> references, SoapMessage message) throws WSSecurityException {
            Element body = (Element) DOMUtils.getDomElement(WSSecurityUtil.findBodyElement(getDocument()));
            MeantBody meant = new MeantBody(body);
            if (!meant.hasBytesBeside()) {
                return references;
            }
            String uri = "#" + body.getAttributeNS(WSConstants.WSU_NS, "Id");
            byte[] digest = meant.digest(message.get(MeantBody.Beside.class));
            return references.stream().map(plain -> plain.getURI().equals(uri)
                    ? signatureFactory.newReference(plain.getURI(), plain.getDigestMethod(), plain.getTransforms(),
                            plain.getType(), plain.getId(), digest)
                    : plain).toList();
        }
    }
}
