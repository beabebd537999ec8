package cn.tongban.hub.flow;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Envelopes with WS-Security headers, written by hand and signed by the JDK: nothing of CXF is in them. */
final class Envelopes {
    static final String V1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String V1_2 = "http://www.w3.org/2003/05/soap-envelope";
    static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0";
    private static final String MESSAGE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelopes() {}

    static String of(String version, String header, String payload) {
        return "<s:Envelope xmlns:s='" + version + "' xmlns:wsu='" + WSU + "'><s:Header>" + header
                + "</s:Header><s:Body wsu:Id='body'>" + payload + "</s:Body></s:Envelope>";
    }

    static String token(String user, String password) {
        return token(user, password, Instant.now(), nonce());
    }

    static byte[] nonce() {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    static String token(String user, String password, Instant at, byte[] nonce) {
        String created = at.truncatedTo(ChronoUnit.MILLIS).toString();
        return security("<wsse:UsernameToken wsu:Id='token'><wsse:Username>" + user + "</wsse:Username>"
                + "<wsse:Password Type='" + PROFILE + "#PasswordDigest'>" + digest(nonce, created, password)
                + "</wsse:Password><wsse:Nonce EncodingType='" + MESSAGE + "#Base64Binary'>"
                + Base64.getEncoder().encodeToString(nonce) + "</wsse:Nonce><wsu:Created>" + created
                + "</wsu:Created></wsse:UsernameToken>");
    }

    static String plainToken(String user, String password) {
        return security("<wsse:UsernameToken><wsse:Username>" + user + "</wsse:Username><wsse:Password Type='" + PROFILE
                + "#PasswordText'>" + password + "</wsse:Password></wsse:UsernameToken>");
    }

    static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String security(String content) {
        return "<wsse:Security xmlns:wsse='" + WSSE + "' xmlns:wsu='" + WSU + "' s:mustUnderstand='1'>" + content
                + "</wsse:Security>";
    }

    /** @param covered ids of what is signed: {@code body}, {@code stamp} */
    static String signed(String version, String payload, PrivateKey key, X509Certificate certificate, Instant at,
            List<String> covered) throws Exception {
        String created = at.truncatedTo(ChronoUnit.MILLIS).toString();
        String header = security("<wsu:Timestamp wsu:Id='stamp'><wsu:Created>" + created + "</wsu:Created><wsu:Expires>"
                + at.plusSeconds(240).truncatedTo(ChronoUnit.MILLIS) + "</wsu:Expires></wsu:Timestamp>"
                + "<wsse:BinarySecurityToken wsu:Id='certificate' EncodingType='" + MESSAGE + "#Base64Binary' ValueType='"
                + X509 + "#X509v3'>" + Base64.getEncoder().encodeToString(certificate.getEncoded())
                + "</wsse:BinarySecurityToken>");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(
                of(version, header, payload).getBytes(StandardCharsets.UTF_8)));
        sign(document, key, covered);
        return text(document);
    }

    private static void sign(Document document, PrivateKey key, List<String> covered) throws Exception {
        XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
        Element security = (Element) document.getElementsByTagNameNS(WSSE, "Security").item(0);
        DOMSignContext context = new DOMSignContext(key, security);
        List<Reference> references = new java.util.ArrayList<>();
        for (String id : covered) {
            Element element = id.equals("body") ? (Element) security.getParentNode().getNextSibling()
                    : (Element) document.getElementsByTagNameNS(WSU, "Timestamp").item(0);
            context.setIdAttributeNS(element, WSU, "Id");
            references.add(signatures.newReference("#" + id, signatures.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(signatures.newTransform(CanonicalizationMethod.EXCLUSIVE,
                            (javax.xml.crypto.dsig.spec.TransformParameterSpec) null)), null, null));
        }
        SignedInfo info = signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", null), references);
        Element reference = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element direct = document.createElementNS(WSSE, "wsse:Reference");
        direct.setAttribute("URI", "#certificate");
        direct.setAttribute("ValueType", X509 + "#X509v3");
        reference.appendChild(direct);
        KeyInfo keyInfo = signatures.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(reference)));
        signatures.newXMLSignature(info, keyInfo).sign(context);
    }

    private static String text(Document document) throws Exception {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
