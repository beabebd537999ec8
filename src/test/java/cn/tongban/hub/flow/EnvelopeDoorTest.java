package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door that opens sealed envelopes and answers in the words of its partner. */
class EnvelopeDoorTest {
    private static final String KEY = "VGVzdEtleS0xNmJ5dGVzIQ==";
    private static final String NEXT = "QW5vdGhlcktleTE2Qnl0ZQ==";
    private static final String DOCUMENT = "{\"no\":\"P-1\",\"who\":\"测试甲\"}";

    private final Bundles bundles = new Bundles()
            .file("connectors/carrier/connector.yaml", """
                    id: carrier
                    name: {zh: 承运, en: Carrier}
                    owner: {zh: 测试, en: Tests}
                    direction: in
                    secrets: [{name: key, form: base64-16}, {name: key-next, form: base64-16}]
                    door: {signature: sm4-envelope, senders: {"90001": [key, key-next]}, max-body: 4KB, answer: carrier/record-to-answer}
                    """)
            .file("connectors/carrier/contract/event.schema.json",
                    "{\"type\":\"object\",\"required\":[\"no\"],\"properties\":{\"no\":{\"type\":\"string\"}}}")
            .file("mappings/carrier/event-to-canonical.jslt",
                    "{\"caseNo\": .no, \"state\": \"WITHDRAWN\", \"at\": \"2026-03-16T09:30:00+08:00\", \"note\": .who}")
            .file("mappings/carrier/record-to-answer.jslt", """
                    {"status": 200, "document": {
                      "serialNo": $context.request.serialNo,
                      "code": if (.recorded) "00000" else "S00001",
                      "text": if (.problem) .problem.code else if (.repeated) "again" else .recorded.caseNo}}
                    """)
            .file("routes/events/events.record.camel.yaml", """
                    - route:
                        id: events.record
                        group: events
                        description: An event is recorded
                        routeConfigurationId: policy.receive
                        from:
                          uri: platform-http:/callback/carrier/events
                          parameters: {httpMethodRestrict: POST}
                          steps:
                            - to: {uri: "hub:verify/carrier"}
                            - to: {uri: "hub:validate/carrier/event"}
                            - to: {uri: "hub:map/carrier/event-to-canonical"}
                            - to: {uri: "hub:address/case-origin"}
                            - to: {uri: "hub:record/case.step", parameters: {key: "/caseNo,/state"}}
                    """);
    private DoorServer server;

    @BeforeEach
    void start() {
        bundles.environment.put("HUB_SECRET_CARRIER_KEY", KEY);
        bundles.environment.put("HUB_SECRET_CARRIER_KEY_NEXT", NEXT);
        server = new DoorServer();
        server.active().swap(bundles.start());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDocumentIsRecordedAndItsSenderAnsweredInItsOwnWords() {
        HttpResponse<String> answer = push(envelope("90001", "s-1", sealed(KEY, DOCUMENT)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"serialNo\":\"s-1\",\"code\":\"00000\",\"text\":\"P-1\"}");
        Recording recording = bundles.recorded.remove();
        assertThat(new String(recording.original(), StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
        assertThat(recording.nonce()).isNull();
        assertThat(recording.key()).isEqualTo("P-1/WITHDRAWN");
    }

    @Test
    void aRepeatIsSaidToBeOne() {
        bundles.intake = recording -> new Receipt("{\"messageId\":\"m\",\"caseNo\":\"P-1\"}", true);

        assertThat(push(envelope("90001", "s-2", sealed(KEY, DOCUMENT))).body())
                .isEqualTo("{\"serialNo\":\"s-2\",\"code\":\"00000\",\"text\":\"again\"}");
    }

    @Test
    void eachOfASendersKeysOpens() {
        assertThat(push(envelope("90001", "s-3", sealed(NEXT, DOCUMENT))).body()).contains("00000");
        assertThat(server.meters().get("hub.door.key").tag("type", "key-next").counter().count()).isEqualTo(1);
    }

    @Test
    void whatCannotBeOpenedIsRefusedInTheSameWords() {
        assertThat(push(envelope("90001", "s-4", sealed("bm90LXRoZS1hZ3JlZWQhIQ==", DOCUMENT))).body()).contains("s-4", "S00001");
        assertThat(push(envelope("90001", "s-5", sealed(KEY, DOCUMENT).replace("|$4|", "|$3|"))).body())
                .contains("s-5", "S00001", "signature-wrong");
        assertThat(push(envelope("70001", "s-6", sealed(KEY, DOCUMENT))).body()).contains("s-6", "sender-unknown");
        assertThat(push("{\"serialNo\":\"s-7\",\"senderNo\":\"90001\"}").body()).contains("s-7", "signature-missing");
        assertThat(push(envelope("90001", "s-8", sealed(KEY, "{\"who\":\"测试甲\"}"))).body())
                .contains("s-8", "contract-violation").doesNotContain("测试甲");
        assertThat(push("[]").body()).contains("signature-missing");
        assertThat(push("{").body()).contains("S00001");
        assertThat(push("\"" + "x".repeat(5000) + "\"").body()).contains("S00001", "body-too-large");
        assertThat(bundles.recorded).isEmpty();
    }

    @Test
    void aFailureOfTheHubIsNotCalledASuccess() {
        bundles.intake = recording -> {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "");
        };

        HttpResponse<String> answer = push(envelope("90001", "s-9", sealed(KEY, DOCUMENT)));

        assertThat(answer.body()).contains("S00001", "database-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anAnswerThatCannotBeSaidIsAProblem() {
        bundles.file("mappings/carrier/record-to-answer.jslt", "{\"document\": {\"x\": .recorded.caseNo}}");
        server.active().swap(bundles.start());

        assertThat(push(envelope("90001", "s-1", sealed(KEY, DOCUMENT))).statusCode()).isEqualTo(500);
    }

    private HttpResponse<String> push(String body) {
        return server.send(server.plain("/callback/carrier/events")
                .header("Content-Type", "application/json; charset=UTF-8").POST(BodyPublishers.ofString(body)));
    }

    private static String sealed(String key, String document) {
        return new Sm4Envelope("test", new Secret(key)).seal(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(String sender, String serialNo, String sealed) {
        return "{\"method\":\"040002\",\"senderNo\":\"" + sender + "\",\"serialNo\":\"" + serialNo
                + "\",\"logitcsInterface\":\"" + sealed + "\"}";
    }
}
