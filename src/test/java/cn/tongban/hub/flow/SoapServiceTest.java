package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.Certs;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hub as a SOAP service, asked over a real socket with envelopes that nothing of CXF has made. */
class SoapServiceTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final SoapBundle BUNDLE = new SoapBundle();
    private static DoorServer server;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        server = new DoorServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.active().swap(BUNDLE.bundles.start());
        BUNDLE.bundles.recorded.clear();
        BUNDLE.bundles.refused.clear();
    }

    private static HttpResponse<String> post(String envelope) {
        return post(envelope, "text/xml; charset=UTF-8");
    }

    private static HttpResponse<String> post(String envelope, String type) {
        return server.send(server.plain("/services/ministry").header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getBytes(StandardCharsets.UTF_8))));
    }

    private static String sound(String id) {
        return Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD), SoapBundle.step(id, "同意"));
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").replace(" ", "");
    }

    private static void assertFault(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("Fault>").contains("<code>" + code + "</code>");
        assertThat(BUNDLE.bundles.recorded).isEmpty();
    }

    @Test
    void aStepIsRecordedBeforeItsAnswer() {
        HttpResponse<String> answer = post(sound("S-1"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("text/xml;charset=UTF-8");
        assertThat(answer.body()).contains("pushStepResponse").contains("messageId>m-1</").contains(Envelopes.V1_1);
        Recording recording = BUNDLE.bundles.recorded.remove();
        assertThat(recording.connector()).isEqualTo("ministry");
        assertThat(recording.key()).isEqualTo("S-1");
        assertThat(recording.nonce()).startsWith("ministry/province/");
        assertThat(new String(recording.canonical(), StandardCharsets.UTF_8)).contains("同意");
        assertThat(new String(recording.original(), StandardCharsets.UTF_8)).contains("pushStep").doesNotContain("Envelope");
        assertThat(server.meters().find("hub.door").tags("connector", "ministry", "outcome", "recorded").timer().count())
                .isPositive();
    }

    @Test
    void version12IsAnsweredIn12() {
        HttpResponse<String> answer = post(Envelopes.of(Envelopes.V1_2,
                Envelopes.token("province", SoapBundle.PASSWORD), SoapBundle.step("S-2", "")),
                "application/soap+xml; charset=UTF-8; action=\"whatever\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("application/soap+xml;charset=UTF-8");
        assertThat(answer.body()).contains(Envelopes.V1_2).contains("pushStepResponse");
    }

    @Test
    void faultsCarryCodePlaceAndBothLanguages() {
        String wrong = SoapBundle.step("S 3", "").replace("<m:caseNo>P-1</m:caseNo>", "<m:caseNo>张三丰</m:caseNo>");
        HttpResponse<String> old = post(Envelopes.of(
                Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD), wrong));
        HttpResponse<String> recent = post(Envelopes.of(
                Envelopes.V1_2, Envelopes.token("province", SoapBundle.PASSWORD), wrong), "application/soap+xml");

        assertFault(old, 500, "contract-violation");
        assertThat(old.body()).contains("Client</faultcode>").contains("报文不符合").contains("does not keep the contract")
                .contains("<pointer>/pushStep/caseNo</pointer>").doesNotContain("张三丰");
        assertFault(recent, 400, "contract-violation");
        assertThat(recent.body()).contains("Sender<");
        assertThat(BUNDLE.bundles.refused).hasSize(2);
    }

    @Test
    void whatTheJsonSchemaForbidsHasAnXpathToo() {
        HttpResponse<String> answer = post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD),
                SoapBundle.step("S-4", "").replace("IN_REVIEW", "ACCEPTED")));

        assertFault(answer, 500, "contract-violation");
        assertThat(answer.body()).contains("<pointer>/pushStep/state</pointer>");
    }

    @ParameterizedTest
    @CsvSource({"GB18030,GB18030", "GBK,GBK", "gb2312,GB18030", "UTF-8,UTF-8"})
    void rareSurnamesComeThroughInEveryCharset(String said, String wanted) {
        SoapBundle own = new SoapBundle().connector("charset: UTF-8", "charset: " + wanted);
        own.bundles.intake = recording -> {
            own.bundles.recorded.add(recording);
            return new Receipt("{\"messageId\":\"𠮷㐂䶮\",\"caseNo\":\"P-1\"}", false);
        };
        server.active().swap(own.bundles.start());
        String envelope = "<?xml version=\"1.0\" encoding=\"" + said + "\"?>" + Envelopes.of(Envelopes.V1_1,
                Envelopes.token("province", SoapBundle.PASSWORD), SoapBundle.step("S-5", "𠮷㐂䶮"));
        Charset sent = said.equals("UTF-8") ? StandardCharsets.UTF_8 : GB18030;

        HttpResponse<byte[]> answer = server.raw(server.plain("/services/ministry").header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getBytes(sent))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SoapBundle.opinion(own.bundles.recorded.remove())).isEqualTo("𠮷㐂䶮");
        assertThat(type(answer)).isEqualTo("text/xml;charset=" + wanted);
        String text = new String(answer.body(), Charset.forName(wanted));
        assertThat(text.replaceAll("<\\?xml[^>]*\\?>", "")).doesNotContain("?")
                .contains(wanted.equals("GBK") ? "&#x20bb7;&#x3402;&#x4dae;" : "𠮷㐂䶮");
    }

    @Test
    void eachOfASendersPasswordsOpens() {
        String next = Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.NEXT), SoapBundle.step("S-6", ""));

        assertThat(post(next).statusCode()).isEqualTo(200);
    }

    @Test
    void aSecurityHeaderThatIsReplayedIsRefusedByTheRecord() {
        byte[] nonce = Envelopes.nonce();
        String header = Envelopes.token("province", SoapBundle.PASSWORD, Instant.now(), nonce);
        post(Envelopes.of(Envelopes.V1_1, header, SoapBundle.step("S-7", "")));
        post(Envelopes.of(Envelopes.V1_1, header, SoapBundle.step("S-8", "")));

        List<String> nonces = BUNDLE.bundles.recorded.stream().map(Recording::nonce).toList();
        assertThat(nonces).hasSize(2);
        assertThat(nonces.get(0)).isEqualTo(nonces.get(1));
    }

    @Test
    void headersThatProveNothingAreRefused() {
        Instant now = Instant.now();
        String step = SoapBundle.step("S-9", "");

        assertFault(post(Envelopes.of(Envelopes.V1_1, "", step)), 500, "signature-missing");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", "wrong"), step)), 500, "signature-wrong");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("nobody", SoapBundle.PASSWORD), step)),
                500, "sender-unknown");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.plainToken("province", SoapBundle.PASSWORD), step)),
                500, "signature-missing");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD,
                now.minusSeconds(400), Envelopes.nonce()), step)), 500, "timestamp-stale");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD,
                now.plusSeconds(400), Envelopes.nonce()), step)), 500, "timestamp-stale");
        String tampered = Envelopes.token("province", SoapBundle.PASSWORD).replaceFirst("(<wsu:Created>....-..-..T)..", "$100");
        assertThat(post(Envelopes.of(Envelopes.V1_1, tampered, step)).statusCode()).isEqualTo(500);
        assertThat(BUNDLE.bundles.recorded).isEmpty();
    }

    @Test
    void aSignedBodyIsTakenAndEveryChangeRefused() throws Exception {
        Certs certs = Certs.make(folder, "province", 30);
        Certs other = Certs.make(folder, "other", 30);
        SoapBundle signed = new SoapBundle().connector("ws-username-token\n", "ws-signature\n");
        signed.bundles.environment.put("HUB_SECRET_MINISTRY_DOOR_PASSWORD", certs.pem());
        server.active().swap(signed.bundles.start());
        Instant now = Instant.now();
        String step = SoapBundle.step("S-10", "同意");
        List<String> all = List.of("body", "stamp");
        String sound = Envelopes.signed(Envelopes.V1_1, step, key(certs), certificate(certs), now, all);

        HttpResponse<String> answer = post(sound);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Recording recording = signed.bundles.recorded.remove();
        assertThat(recording.nonce()).startsWith("ministry/province/");
        assertFault(post(sound.replace("同意", "不同意")), 500, "signature-wrong");
        assertFault(post(Envelopes.signed(Envelopes.V1_1, step, key(other), certificate(other), now, all)),
                500, "signature-wrong");
        assertFault(post(Envelopes.signed(Envelopes.V1_1, step, key(other), certificate(certs), now, all)),
                500, "signature-wrong");
        assertFault(post(Envelopes.signed(Envelopes.V1_1, step, key(certs), certificate(certs), now, List.of("stamp"))),
                500, "signature-wrong");
        assertFault(post(Envelopes.signed(Envelopes.V1_1, step, key(certs), certificate(certs), now.minusSeconds(700), all)),
                500, "timestamp-stale");
        assertFault(post(wrapped(sound)), 500, "body-not-soap");
        assertThat(signed.bundles.recorded).isEmpty();
    }

    /** The signed body moved into a header, and another one in its place. */
    private static String wrapped(String envelope) {
        int from = envelope.indexOf("<s:Body");
        int to = envelope.indexOf("</s:Envelope>");
        String body = envelope.substring(from, to);
        String another = body.replace(" wsu:Id=\"body\"", "").replace("S-10", "S-11");
        return envelope.substring(0, from).replace("</s:Header>", "<x xmlns='urn:x'>" + body + "</x></s:Header>")
                + another + "</s:Envelope>";
    }

    private static PrivateKey key(Certs certs) throws Exception {
        return Pem.key(certs.pem());
    }

    private static X509Certificate certificate(Certs certs) throws Exception {
        return Pem.certificates(certs.pem()).get(0);
    }

    @Test
    void attachmentsArePutInTheirPlaces() {
        String step = SoapBundle.step("S-12", "").replace("</m:pushStep>", "<m:file name='a.pdf'><xop:Include "
                + "xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:one%40x'/></m:file></m:pushStep>");
        String envelope = Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD), step);
        String body = "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n\r\n"
                + envelope + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n"
                + "Content-ID: <one@x>\r\n\r\nbytes\r\n--b--\r\n";

        HttpResponse<String> answer = post(body, "multipart/related; type=\"application/xop+xml\"; start=\"<root>\"; "
                + "start-info=\"text/xml\"; boundary=\"b\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new String(BUNDLE.bundles.recorded.remove().canonical(), StandardCharsets.UTF_8))
                .contains("\"content\":\"Ynl0ZXM=\"").contains("a.pdf");
    }

    @Test
    void theWsdlIsCompleteInItself() throws Exception {
        HttpResponse<String> answer = server.send(server.plain("/services/ministry?wsdl").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("location=\"http://127.0.0.1:" + server.port() + "/services/ministry\"")
                .contains("targetNamespace=\"urn:test:ministry\"").doesNotContain("schemaLocation");
        javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }
}
