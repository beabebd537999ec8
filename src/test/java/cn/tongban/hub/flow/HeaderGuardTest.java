package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HeaderGuardTest {
    private static final UUID DELIVERY = UUID.fromString("0195a2b4-0000-7000-8000-000000000001");
    private static final String YES = "{\"code\":\"200\",\"requestId\":\"" + DELIVERY + "\"}";
    private static final String TWICE = "        - to: {uri: \"{{office.base-url}}/cases\", parameters: {httpMethod: POST}}";

    @Test
    void theStockHttpComponentIsRedirectedByAHeaderAndOursIsNot() throws Exception {
        try (Office wanted = Office.answering(200, YES);
                Office evil = Office.answering(200, YES)) {
            String address = "http://127.0.0.1:" + wanted.port() + "/office/cases";
            String elsewhere = "http://127.0.0.1:" + evil.port() + "/stolen";
            try (DefaultCamelContext stock = new DefaultCamelContext()) {
                stock.start();
                ProducerTemplate template = stock.createProducerTemplate();
                template.requestBodyAndHeader(address, "{}", Exchange.HTTP_URI, elsewhere);
            }
            assertThat(evil.requests()).as("the weakness is real").hasSize(1);

            Bundle bundle = new Bundles().office("http://127.0.0.1:" + wanted.port() + "/office").read();
            BundleWiring wiring = BundleWiring.real(bundle, new Bundles().ports());
            try (DefaultCamelContext ours = wiring.context(new Bundles().ports())) {
                ours.start();
                ours.createProducerTemplate().send(address, exchange -> {
                    new Outbound(attempt("office"), JsonNodeFactory.instance.objectNode(), java.util.Map.of()).enter(exchange);
                    exchange.getMessage().setBody("{}");
                    exchange.getMessage().setHeader("CamelHttpMethod", "POST");
                    for (String name : new String[] {"CamelHttpUri", "CAmelHttpUri", "CamelHttpPath", "CamelHttpQuery",
                        "CamelHttpRawQuery", "CamelRestHttpUri", "Host"}) {
                        exchange.getMessage().setHeader(name, elsewhere);
                    }
                });
            }
            assertThat(evil.requests()).hasSize(1);
            assertThat(wanted.only().line()).isEqualTo("POST /office/cases");
            assertThat(wanted.only().header("host")).isEqualTo("127.0.0.1:" + wanted.port());
            assertThat(wanted.only().names()).noneMatch(name -> name.contains("camel"));
        }
    }

    @Test
    void headersOfAnAnswerDoNotSteerTheNextCall() throws Exception {
        try (Office evil = Office.answering(200, YES);
                Office office = Office.answering(200, YES,
                        "CamelHttpUri: http://127.0.0.1:" + evil.port() + "/a",
                        "CAmelHttpUri: http://127.0.0.1:" + evil.port() + "/b",
                        "CamelHttpPath: /c", "CamelHttpMethod: DELETE", "X-Injected: yes", "Authorization: stolen")) {
            Bundles bundles = new Bundles().office("http://127.0.0.1:" + office.port() + "/office");
            String kamelet = "connectors/office/office-submit-sink.kamelet.yaml";
            bundles.file(kamelet, bundles.text(kamelet).replace(TWICE, TWICE + "\n" + TWICE));
            ActiveBundle active = new ActiveBundle();
            active.swap(bundles.start());

            assertThat(new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC()).send(attempt("office")).outcome()).isInstanceOf(Delivered.class);

            active.close();
            assertThat(evil.requests()).isEmpty();
            assertThat(office.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.line()).isEqualTo("POST /office/cases");
                assertThat(request.names()).doesNotContain("x-injected", "authorization");
            });
        }
    }

    @Test
    void aCallToADeskIsSignedOverThePathThatReallyLeaves() throws Exception {
        try (Office desk = Office.answering(200, YES)) {
            Bundles bundles = new Bundles().desk("http://127.0.0.1:" + desk.port() + "/desk");
            ActiveBundle active = new ActiveBundle();
            active.swap(bundles.start());

            new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC()).send(attempt("desk"));

            active.close();
            Office.Request request = desk.only();
            assertThat(request.header("X-Hub-Sender")).isEqualTo("tongban-hub");
            assertThat(request.header("X-Hub-Signature")).isEqualTo(HmacSm3Signature.sign(
                    new Secret("desk-callback-key"), new SignedRequest("POST", "/desk/steps", request.body()),
                    request.header("X-Hub-Timestamp"), request.header("X-Hub-Nonce")));
        }
    }

    private static Attempt attempt(String destination) {
        return new Attempt(DELIVERY, destination, 1, DELIVERY, "P-1", "case.submitted",
                Instant.parse("2026-03-16T01:30:00Z"),
                "{\"caseNo\":\"P-1\",\"applicant\":{\"name\":\"a\"}}".getBytes(StandardCharsets.UTF_8));
    }
}
