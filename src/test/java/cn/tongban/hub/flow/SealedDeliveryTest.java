package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.delivery.Outcome.Refused;
import cn.tongban.hub.support.ErrorCode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delivery that needs the case beside its message, and leaves as a sealed form. */
class SealedDeliveryTest extends Carrying {
    private static final String KEY = "VGVzdEtleS0xNmJ5dGVzIQ==";
    private static final String SUBMISSION = """
            {"caseNo":"P-1","version":1,"item":{"taskCode":"%s"},"name":"%s","receivedAt":"2026-03-16T09:30:00+08:00"}
            """.formatted(Bundles.TASK, NAME);

    @BeforeEach
    void courier() {
        bundles.environment.put("HUB_SECRET_COURIER_KEY", KEY);
        bundles.environment.put("HUB_SECRET_COURIER_CODE", "plus+and&equals=");
        bundles.records = (caseNo, destination) -> new CaseRecords.Background(
                SUBMISSION.getBytes(StandardCharsets.UTF_8), List.of(new CaseRecords.Taken("case.submitted", "W-1", "d-1")), null);
        bundles.file("connectors/courier/connector.yaml", """
                        id: courier
                        name: {zh: 承运, en: Courier}
                        owner: {zh: 测试, en: Tests}
                        direction: out
                        settings: {url: "http://127.0.0.1:1/open", sender-no: "90001", centre-name: 中心}
                        secrets: [{name: key, form: base64-16}, code]
                        deliver: {doubt: confirm}
                        """)
                .file("connectors/courier/courier-order-sink.kamelet.yaml", """
                        apiVersion: camel.apache.org/v1
                        kind: Kamelet
                        metadata: {name: courier-order-sink, labels: {camel.apache.org/kamelet.type: sink}}
                        spec:
                          definition: {title: Order, description: Orders., type: object, properties: {}}
                          template:
                            from:
                              uri: kamelet:source
                              steps:
                                - to:
                                    uri: "hub:envelope/courier"
                                    parameters: {scheme: sm4-form, apiCode: "020003", senderNo: "{{courier.sender-no}}", secret: key, authorization: code}
                                - to: {uri: "{{courier.url}}", parameters: {httpMethod: POST}}
                        """)
                .file("mappings/courier/order.jslt", """
                        [{"no": $context.caseNo + "-R1", "from": $context.settings."centre-name", "to": .case.name,
                          "at": .step.at, "before": [for (.receipts) .type + " " + .receiptNo]}]
                        """)
                .file("mappings/courier/receipt.jslt", """
                        let told = json-in(.body.retBody)
                        if (.body.retCode == "00000") {"outcome": "delivered", "receiptFor": $context.deliveryId, "receiptNo": $told.waybillNo}
                        else {"outcome": "refused", "code": .body.retCode, "reason": .body.retMsg}
                        """)
                .file("connectors/courier/contract/order.schema.json", "{\"type\":\"array\",\"minItems\":1}")
                .file("routes/order/order.submit.camel.yaml", """
                        - route:
                            id: order.submit
                            group: order
                            description: Orders
                            routeConfigurationId: policy.deliver
                            from:
                              uri: hub:deliveries/courier
                              parameters: {types: case.closed}
                              steps:
                                - to: {uri: "hub:enrich/case"}
                                - to: {uri: "hub:map/courier/order"}
                                - to: {uri: "hub:validate/courier/order"}
                                - to: {uri: "kamelet:courier-order-sink"}
                                - to: {uri: "hub:receipt/courier/receipt"}
                        """);
    }

    @Test
    void theFormHoldsTheDocumentSealedAndSaysWhoAsksForWhat() throws IOException {
        Office office = courierAnswers("{\"retCode\":\"00000\",\"retBody\":\"{\\\"waybillNo\\\":\\\"1100000000001\\\"}\"}");

        assertThat(carrier.send(closed()).outcome()).isEqualTo(new Delivered("1100000000001", false));

        Office.Request request = office.only();
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        Map<String, String> form = form(request);
        assertThat(form).containsEntry("apiCode", "020003").containsEntry("senderNo", "90001").containsEntry("msgType", "0")
                .containsEntry("version", "V1.0.0").containsEntry("authorization", "plus+and&equals=");
        assertThat(form.get("timeStamp")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        String document = new String(
                new Sm4Envelope("t", new Secret(KEY)).open(form.get("logitcsInterface")), StandardCharsets.UTF_8);
        assertThat(document).isEqualTo("[{\"no\":\"P-1-R1\",\"from\":\"中心\",\"to\":\"" + NAME
                + "\",\"at\":\"2026-03-24T11:00:00+08:00\",\"before\":[\"case.submitted W-1\"]}]");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).doesNotContain(NAME);
    }

    @Test
    void theWordsOfARefusalLoseThePersonOfTheSubmissionToo() throws IOException {
        courierAnswers("{\"retCode\":\"B00010\",\"retMsg\":\"" + NAME + " 超出寄递范围\"}");

        assertThat(carrier.send(closed()).outcome())
                .isEqualTo(new Refused(ErrorCode.DESTINATION_REFUSED, "B00010 *** 超出寄递范围"));
    }

    @Test
    void withoutASubmissionTheMappingSeesNone() throws IOException {
        bundles.records = CaseRecords.NONE;
        Office office = courierAnswers("{\"retCode\":\"00000\"}");

        carrier.send(closed());

        String document = new String(new Sm4Envelope("t", new Secret(KEY))
                .open(form(office.only()).get("logitcsInterface")), StandardCharsets.UTF_8);
        assertThat(document).isEqualTo("[{\"no\":\"P-1-R1\",\"from\":\"中心\",\"at\":\"2026-03-24T11:00:00+08:00\"}]");
    }

    private Office courierAnswers(String body) throws IOException {
        Office office = office(200, body);
        bundles.environment.put("HUB_CONNECTOR_COURIER_URL", "http://127.0.0.1:" + office.port() + "/open");
        swap();
        return office;
    }

    private static Attempt closed() {
        return new Attempt(DELIVERY, "courier", 1, UUID.randomUUID(), "P-1", "case.closed", Instant.parse("2026-03-24T03:00:00Z"),
                "{\"caseNo\":\"P-1\",\"state\":\"CLOSED\",\"at\":\"2026-03-24T11:00:00+08:00\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(Office.Request request) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
