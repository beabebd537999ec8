package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.ErrorCode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not get as far as an operation: asked over a real socket, refused with a fault, and kept. */
class SoapRefusalsTest {
    private static final SoapBundle BUNDLE = new SoapBundle();
    private static DoorServer server;

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

    private static void assertFault(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("Fault>").contains("<code>" + code + "</code>");
        assertThat(BUNDLE.bundles.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE s:Envelope [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE s:Envelope SYSTEM 'http://127.0.0.1:9/x.dtd'>"})
    void aDocumentTypeIsRefusedBeforeAnythingIsRead(String doctype) {
        assertFault(post(doctype + sound("S-13")), 500, "body-not-xml");
    }

    @Test
    void whatIsNoEnvelopeIsAFault() {
        assertFault(post("<a"), 500, "body-not-xml");
        assertFault(post("<a/>"), 500, "body-not-soap");
        assertFault(post(""), 500, "body-not-xml");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD),
                "<x xmlns='urn:x'/>")), 500, "operation-unknown");
        assertFault(post(Envelopes.of(Envelopes.V1_1, Envelopes.token("province", SoapBundle.PASSWORD),
                "<x>".repeat(30) + "</x>".repeat(30))), 500, "body-too-deep");
        assertFault(post("x".repeat(1_100_000)), 500, "body-too-large");
        assertFault(post("{}", "application/json"), 500, "content-type-unsupported");
    }

    /** As at the other doors, so that a person can see what a partner sends. */
    @Test
    void whatIsRefusedBeforeItsRouteBeginsIsKept() {
        String unsigned = Envelopes.of(Envelopes.V1_1, "", SoapBundle.step("S-15", "同意"));
        post(unsigned);
        post("<a");
        post(sound("S-16").replace("pushStep", "pullStep"));
        post("x".repeat(1_100_000));
        post("{}", "application/json");

        assertThat(BUNDLE.bundles.refused).extracting(RefusedBytes.Refusal::code).containsExactly(
                ErrorCode.SIGNATURE_MISSING, ErrorCode.BODY_NOT_XML, ErrorCode.OPERATION_UNKNOWN);
        RefusedBytes.Refusal first = BUNDLE.bundles.refused.remove();
        assertThat(first.connector()).isEqualTo("ministry");
        assertThat(first.door()).isEqualTo("/services/ministry");
        assertThat(first.sender()).isNull();
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).isEqualTo(unsigned);
        assertThat(server.meters().find("hub.door").tags("connector", "ministry", "outcome", "signature-missing").timer()
                .count()).isPositive();
    }

    @Test
    void operationsAreNotReachedWithoutAnEnvelope() {
        HttpResponse<String> direct = server.send(server.plain("/services/ministry/pushStep")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(SoapBundle.utf8(SoapBundle.step("S-14", "")))));

        assertThat(direct.statusCode()).isEqualTo(404);
        assertThat(server.send(server.plain("/services/desk?wsdl").GET()).statusCode()).isEqualTo(404);
        assertThat(server.send(server.plain("/services/ministry").GET()).statusCode()).isEqualTo(405);
    }
}
