package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.material.Papers;
import cn.tongban.hub.support.Certs;
import cn.tongban.hub.support.ErrorCode;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The hub as a client: of a service of another toolkit, and of services that are out of order. */
class SoapClientTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final SoapBundle bundle = new SoapBundle();
    private final ActiveBundle active = new ActiveBundle();
    private final CamelCarrier carrier = new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC());
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        active.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private RiMinistry ministry(String binding, boolean mtom) throws IOException {
        RiMinistry ministry = keep(RiMinistry.start(binding, mtom));
        swap(ministry.address());
        return ministry;
    }

    private Office office(int status, String body, String type) throws IOException {
        Office office = keep(Office.answering(status, body, "Content-Type: " + type));
        swap("http://127.0.0.1:" + office.port() + "/ministry");
        return office;
    }

    private void swap(String address) {
        active.swap(bundle.service(address).bundles.start());
    }

    private Outcome send(String name) {
        Attempt plain = Carrying.submission();
        String canonical = "{\"caseNo\":\"P-1\",\"applicant\":{\"name\":\"" + name + "\"}}";
        return carrier.send(new Attempt(plain.deliveryId(), "ministry", 1, plain.messageId(), "P-1", "case.submitted",
                plain.recordedAt(), canonical.getBytes(StandardCharsets.UTF_8))).outcome();
    }

    @ParameterizedTest
    @CsvSource({"1.1,UTF-8", "1.2,UTF-8", "1.1,GB18030", "1.2,GBK"})
    void asksAServiceOfTheReferenceImplementation(String version, String charset) throws IOException {
        bundle.connector("version: \"1.1\"", "version: \"" + version + "\"").connector("charset: UTF-8", "charset: " + charset);
        RiMinistry ministry = ministry(
                version.equals("1.1") ? SOAPBinding.SOAP11HTTP_BINDING : SOAPBinding.SOAP12HTTP_BINDING, false);

        Outcome outcome = send("𠮷㐂䶮");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Delivered.class, delivered ->
                assertThat(delivered.receiptNo()).isEqualTo("SX-1"));
        RiMinistry.Asked asked = ministry.asked.get(0);
        assertThat(asked.document().name).isEqualTo("𠮷㐂䶮");
        assertThat(asked.document().requestId).isEqualTo(Carrying.DELIVERY.toString());
        assertThat(asked.headers().get("Content-type").get(0)).contains("charset=" + charset)
                .startsWith(version.equals("1.1") ? "text/xml" : "application/soap+xml");
    }

    @Test
    void provesItselfByADigest() throws IOException {
        RiMinistry ministry = ministry(SOAPBinding.SOAP11HTTP_BINDING, false);

        send("a");

        String header = ministry.asked.get(0).security();
        assertThat(header).contains(">hub</wsse:Username>").contains("Timestamp").doesNotContain(SoapBundle.OWN);
        byte[] nonce = java.util.Base64.getDecoder().decode(first(header, "<wsse:Nonce[^>]*>([^<]*)<"));
        assertThat(first(header, "<wsse:Password[^>]*>([^<]*)<"))
                .isEqualTo(Envelopes.digest(nonce, first(header, "</wsse:Nonce><wsu:Created>([^<]*)<"), SoapBundle.OWN));
    }

    @Test
    void aFaultIsAnAnswer() throws IOException {
        ministry(SOAPBinding.SOAP11HTTP_BINDING, false);

        assertThat(send("fault")).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                assertThat(refused.reason()).isEqualTo("Client 事项已下线/E42"));
    }

    @Test
    void aMaterialGoesBesideTheEnvelopeAndAnAttachmentComesBack() throws IOException {
        byte[] file = Papers.pdf(100_000);
        bundle.bundles.materials = new OneMaterial(file);
        bundle.file("routes/soap/soap.submit.camel.yaml", "        - to: {uri: \"kamelet:",
                "        - to: {uri: \"hub:attach/ministry\"}\n        - to: {uri: \"kamelet:");
        RiMinistry ministry = ministry(SOAPBinding.SOAP11HTTP_BINDING, true);

        Outcome outcome = send("a");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Delivered.class, delivered ->
                assertThat(delivered.receiptNo()).isEqualTo("SX-1"));
        RiMinistry.Asked asked = ministry.asked.get(0);
        assertThat(asked.headers().get("Content-type").get(0)).startsWith("multipart/related");
        assertThat(asked.document().file).isEqualTo(file);
    }

    @Test
    void signsBodyAndTimeStamp() throws Exception {
        Certs certs = Certs.make(folder, "hub", 30);
        bundle.connector("security: {scheme: ws-username-token, user: user, secret: own-password}",
                "security: {scheme: ws-signature, secret: own-password}");
        bundle.bundles.environment.put("HUB_SECRET_MINISTRY_OWN_PASSWORD", certs.pem());
        Office office = office(200, "", "text/xml");

        send("a");

        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(office.only().body()));
        DOMValidateContext context = new DOMValidateContext(Pem.certificates(certs.pem()).get(0).getPublicKey(),
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
        Element body = (Element) document.getElementsByTagNameNS(Envelopes.V1_1, "Body").item(0);
        context.setIdAttributeNS(body, Envelopes.WSU, "Id");
        context.setIdAttributeNS((Element) document.getElementsByTagNameNS(Envelopes.WSU, "Timestamp").item(0),
                Envelopes.WSU, "Id");
        XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        assertThat(signature.validate(context)).isTrue();
        assertThat(signature.getSignedInfo().getReferences()).hasSize(2);
        assertThat(office.only().header("SOAPAction")).isEqualTo("\"urn:test:ministry:service/submit\"");
    }

    @Test
    void whatIsNoEnvelopeIsForTheMappingToJudge() throws IOException {
        office(502, "<html>bad gateway</html>", "text/html");
        assertDoubt("502");
        office(200, "<a", "text/xml");
        assertDoubt("200");
        office(200, "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'><x/>", "text/xml");
        assertDoubt("200");
        office(200, "<x/>", "text/xml");
        assertDoubt("200");
        office(200, envelope("<m:other xmlns:m='urn:test:ministry'/>"), "text/xml");
        assertDoubt("200");
        office(200, envelope("<m:submitResponse xmlns:m='urn:test:ministry'/>"), "text/xml");
        assertDoubt("200");
    }

    /** Some services say no with HTTP 200. */
    @Test
    void aFaultWithStatus200IsAFault() throws IOException {
        office(200, envelope("<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>"), "text/xml");

        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                assertThat(refused.reason()).startsWith("Server no"));
    }

    /** GBK is declared, and bytes that only GB18030 has are sent. */
    @Test
    void anAnswerIsReadAsItWasMeant() throws IOException {
        String answer = envelope("<m:submitResponse xmlns:m='urn:test:ministry'><m:requestId>x</m:requestId>"
                + "<m:code>300</m:code><m:msg>申请人𠮷㐂䶮已存在</m:msg></m:submitResponse>");
        Office office = keep(Office.speaking(socket -> {
            byte[] body = ("<?xml version='1.0' encoding='GBK'?>" + answer).getBytes(GB18030);
            Office.readHead(socket);
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
        }));
        swap("http://127.0.0.1:" + office.port() + "/ministry");

        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                assertThat(refused.reason()).isEqualTo("300 申请人𠮷㐂䶮已存在"));
    }

    @Test
    void nobodyThereIsARetryAndALostAnswerADoubt() throws IOException {
        swap("http://127.0.0.1:9/ministry");
        assertThat(send("a")).isInstanceOfSatisfying(Outcome.RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
        Office office = keep(Office.speaking(Office::readHead));
        swap("http://127.0.0.1:" + office.port() + "/ministry");
        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Doubtful.class, doubt ->
                assertThat(doubt.code()).isEqualTo(ErrorCode.ANSWER_LOST));
    }

    private void assertDoubt(String code) {
        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Doubtful.class, doubt ->
                assertThat(doubt.reason()).contains(code));
    }

    private static String envelope(String payload) {
        return "<s:Envelope xmlns:s='" + Envelopes.V1_1 + "'><s:Body>" + payload + "</s:Body></s:Envelope>";
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
