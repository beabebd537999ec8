package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.material.Papers;
import cn.tongban.hub.support.Certs;
import cn.tongban.hub.support.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signature and MTOM together, both ways: the signature covers the bytes beside the envelope, and they stay beside it. */
class SignedAttachmentsTest {
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static DoorServer server;
    private static Certs certs;

    @TempDir
    private static Path folder;

    private final SoapBundle bundle = new SoapBundle();
    private final ActiveBundle active = new ActiveBundle();
    private final CamelCarrier carrier = new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC());

    @BeforeAll
    static void start() {
        server = new DoorServer();
        certs = Certs.make(folder, "hub", 30);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void sign() throws Exception {
        bundle.connector("security: {scheme: ws-username-token, user: user, secret: own-password}",
                        "security: {scheme: ws-signature, secret: own-password}")
                .connector("ws-username-token\n", "ws-signature\n")
                .file("routes/soap/soap.submit.camel.yaml", "        - to: {uri: \"kamelet:",
                        "        - to: {uri: \"hub:attach/ministry\"}\n        - to: {uri: \"kamelet:");
        bundle.bundles.environment.put("HUB_SECRET_MINISTRY_OWN_PASSWORD", certs.pem());
        bundle.bundles.environment.put("HUB_SECRET_MINISTRY_DOOR_PASSWORD", certs.pem());
    }

    @AfterEach
    void close() {
        active.close();
    }

    private Outcome send() {
        Attempt plain = Carrying.submission();
        String canonical = "{\"caseNo\":\"P-1\",\"applicant\":{\"name\":\"𠮷㐂䶮\"}}";
        return carrier.send(new Attempt(plain.deliveryId(), "ministry", 1, plain.messageId(), "P-1", "case.submitted",
                plain.recordedAt(), canonical.getBytes(StandardCharsets.UTF_8))).outcome();
    }

    /** Validated by the JDK over the document with the Base64 in its place, as XOP says that it is meant. */
    @Test
    void whatLeavesIsSignedWithTheBytesThatTravelBesideIt() throws Exception {
        byte[] file = Papers.pdf(300_000);
        bundle.bundles.materials = new OneMaterial(file);
        try (Office office = Office.answering(200, "", "Content-Type: text/xml")) {
            active.swap(bundle.service("http://127.0.0.1:" + office.port() + "/ministry").bundles.start());

            assertThat(send()).isInstanceOf(Outcome.Doubtful.class);

            byte[] body = office.only().body();
            Parts parts = Parts.of(body, office.only().header("Content-Type"));
            assertThat(parts.file()).isEqualTo(file);
            assertThat(body.length).as("not as Base64 in the envelope").isLessThan(file.length + 10_000);
            assertThat(isSigned(parts.envelope(), file)).isTrue();
            file[file.length / 2] ^= 1;
            assertThat(isSigned(parts.envelope(), file)).isFalse();
        }
    }

    @Test
    void bytesThatCannotBeReadStopItBeforeAnythingLeft() throws Exception {
        OneMaterial material = new OneMaterial(Papers.pdf(1000));
        material.away = true;
        bundle.bundles.materials = material;
        try (Office office = Office.answering(200, "", "Content-Type: text/xml")) {
            active.swap(bundle.service("http://127.0.0.1:" + office.port() + "/ministry").bundles.start());

            assertThat(send()).isInstanceOfSatisfying(Outcome.RetryLater.class, later ->
                    assertThat(later.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
            assertThat(office.requests()).isEmpty();
        }
    }

    /** A file of 50 MB is signed in a moment's memory: it passes through twice and is never held. */
    @Test
    void aLargeFileIsNotHeldInMemory() throws Exception {
        bundle.bundles.materials = new OneMaterial(Papers.pdf(200_000));
        try (Office office = Office.answering(200, "", "Content-Type: text/xml")) {
            active.swap(bundle.service("http://127.0.0.1:" + office.port() + "/ministry").bundles.start());
            send();
            long small = allocatedBySending();
            bundle.bundles.materials = new OneMaterial(Papers.pdf(20_000_000));
            active.swap(bundle.bundles.start());
            send();
            long large = allocatedBySending();

            assertThat(large - small).as("bytes that this thread took for 20 MB more").isLessThan(5_000_000);
        }
    }

    private long allocatedBySending() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(send()).isInstanceOf(Outcome.Doubtful.class);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void aSignedEnvelopeWithBytesBesideItIsTakenAndOtherBytesAreRefused() throws Exception {
        server.active().swap(bundle.bundles.start());
        byte[] file = Papers.pdf(100_000);
        String sound = xop(signed("S-1", file), file);

        HttpResponse<String> answer = post(sound, file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Recording recording = bundle.bundles.recorded.remove();
        assertThat(new String(recording.canonical(), StandardCharsets.UTF_8))
                .contains(Base64.getEncoder().encodeToString(file));
        byte[] other = file.clone();
        other[other.length / 2] ^= 1;
        assertThat(post(xop(signed("S-2", file), file), other).body()).contains("signature-wrong");
        // The name of the attachment is signed and its bytes are not.
        String only = "<xop:Include xmlns:xop='" + XOP + "' href='cid:one%40x'/>";
        assertThat(post(signed(step("S-3", only)), file).body()).contains("signature-wrong");
        assertThat(post(xop(signed("S-4", file), file).replace("cid:one%40x", "cid:two%40x"), file).statusCode()).isEqualTo(500);
        assertThat(bundle.bundles.recorded).isEmpty();
    }

    private static String step(String id, String content) {
        return SoapBundle.step(id, "同意").replace("</m:pushStep>", "<m:file name='a.pdf'>" + content + "</m:file></m:pushStep>");
    }

    private static String signed(String id, byte[] file) throws Exception {
        return signed(step(id, Base64.getEncoder().encodeToString(file)));
    }

    private static String signed(String payload) throws Exception {
        return Envelopes.signed(Envelopes.V1_1, payload, Pem.key(certs.pem()), Pem.certificates(certs.pem()).get(0),
                Instant.now(), List.of("body", "stamp"));
    }

    private static String xop(String envelope, byte[] file) {
        return envelope.replace(Base64.getEncoder().encodeToString(file),
                "<xop:Include xmlns:xop='" + XOP + "' href='cid:one%40x'/>");
    }

    private static HttpResponse<String> post(String envelope, byte[] file) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n\r\n"
                + envelope + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n"
                + "Content-ID: <one@x>\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.write(file);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return server.send(server.plain("/services/ministry")
                .header("Content-Type", "multipart/related; type=\"application/xop+xml\"; start=\"<root>\"; "
                        + "start-info=\"text/xml\"; boundary=\"b\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static boolean isSigned(String envelope, byte[] file) throws Exception {
        String meant = envelope.replaceFirst("<xop:Include[^>]*/>|<xop:Include[^>]*></xop:Include>",
                Base64.getEncoder().encodeToString(file));
        assertThat(meant).doesNotContain("Include");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(meant.getBytes(StandardCharsets.UTF_8)));
        DOMValidateContext context = new DOMValidateContext(Pem.certificates(certs.pem()).get(0).getPublicKey(),
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
        context.setIdAttributeNS((Element) document.getElementsByTagNameNS(Envelopes.V1_1, "Body").item(0), Envelopes.WSU, "Id");
        context.setIdAttributeNS((Element) document.getElementsByTagNameNS(Envelopes.WSU, "Timestamp").item(0),
                Envelopes.WSU, "Id");
        XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        assertThat(signature.getSignedInfo().getReferences()).hasSize(2);
        return signature.validate(context);
    }

    /** The two parts of a multipart body. */
    private record Parts(String envelope, byte[] file) {
        static Parts of(byte[] body, String contentType) {
            Matcher boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(contentType);
            assertThat(boundary.find()).as(contentType).isTrue();
            String text = new String(body, StandardCharsets.ISO_8859_1);
            String line = "--" + boundary.group(1);
            int envelope = text.indexOf("\r\n\r\n") + 4;
            int second = text.indexOf("\r\n" + line, envelope);
            int file = text.indexOf("\r\n\r\n", second) + 4;
            int end = text.lastIndexOf("\r\n" + line + "--");
            return new Parts(new String(Arrays.copyOfRange(body, envelope, second), StandardCharsets.UTF_8),
                    Arrays.copyOfRange(body, file, end));
        }
    }
}
