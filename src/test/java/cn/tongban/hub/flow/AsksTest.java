package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions of people to a partner, on a real socket. */
class AsksTest extends Carrying {
    private static final JsonNode QUESTION = JsonNodeFactory.instance.objectNode().put("weight", "1.5");
    private static final String ROUTE = """
            - route:
                id: out.ask-postage
                group: out
                description: A clerk asks what the postage is
                routeConfigurationId: policy.deliver
                from:
                  uri: hub:asks/office
                  parameters: {question: postage}
                  steps:
                    - to: {uri: "hub:map/office/postage-to-office"}
                    - to: {uri: "hub:validate/office/postage"}
                    - to: {uri: "kamelet:office-postage-action"}
                    - to: {uri: "hub:answer/office/answer-to-postage"}
            """;
    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: office-postage-action
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition: {title: Office, description: Asks for the postage, type: object, properties: {}}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {uri: "{{office.base-url}}/postage", parameters: {httpMethod: POST}}
            """;

    private final AtomicBoolean mayBeAsked = new AtomicBoolean(true);
    private final PartnerAsks asks = new PartnerAsks(active, connector -> mayBeAsked.get(), 5, Clock.systemUTC());

    @BeforeEach
    void bundle() {
        bundles.file("routes/out/out.ask-postage.camel.yaml", ROUTE)
                .file("connectors/office/office-postage-action.kamelet.yaml", KAMELET)
                .file("mappings/canonical/schemas/ask.postage.schema.json", """
                        {"type": "object", "required": ["weight"], "properties": {"weight": {"type": "string"}}}
                        """)
                .file("connectors/office/contract/postage.schema.json", """
                        {"type": "object", "required": ["kilo"], "properties": {"kilo": {"type": "string"}}}
                        """)
                .file("mappings/office/postage-to-office.jslt", "{\"kilo\": .weight}")
                .file("mappings/office/answer-to-postage.jslt", """
                        if (.body.code == "S1") {"outcome": "unsure", "code": "S1", "reason": "system error"}
                        else if (.status == 200 and .body.code == "200")
                          {"outcome": "answered", "document": {"postage": .body.fee}}
                        else {"outcome": "refused", "code": .body.code, "reason": "no such place"}
                        """);
    }

    @Test
    void aQuestionIsMappedAskedAndItsAnswerMapped() throws IOException {
        Office office = office(200, "{\"code\":\"200\",\"fee\":\"12.00\"}");

        Answered answered = asks.ask("office", "postage", QUESTION);

        assertThat(answered.outcome()).isEqualTo(Answered.Outcome.ANSWERED);
        assertThat(answered.document().path("postage").asText()).isEqualTo("12.00");
        assertThat(new String(office.requests().get(0).body(), StandardCharsets.UTF_8)).isEqualTo("{\"kilo\":\"1.5\"}");
        assertThat(asks.questions("office")).containsExactly("postage");
        assertThat(answered.toString()).doesNotContain("12.00");
    }

    @Test
    void aRefusalHasThePartnersCode() throws IOException {
        office(200, "{\"code\":\"B404\"}");

        assertThat(asks.ask("office", "postage", QUESTION))
                .isEqualTo(new Answered(Answered.Outcome.REFUSED, "B404", "no such place", null));
    }

    @Test
    void whoSaysNeitherYesNorNoMayHaveDoneIt() throws IOException {
        office(200, "{\"code\":\"S1\"}");

        assertThat(asks.ask("office", "postage", QUESTION))
                .isEqualTo(new Answered(Answered.Outcome.UNREACHABLE, "S1", "system error", null));
    }

    @Test
    void whoCannotBeReachedIsUnreachable() throws IOException {
        use("http://127.0.0.1:1/office");
        swap();

        assertThat(asks.ask("office", "postage", QUESTION))
                .isEqualTo(new Answered(Answered.Outcome.UNREACHABLE, "destination-unreachable", "", null));
    }

    @Test
    void anAnswerThatIsLostMayHaveBeenDoneAllTheSame() throws IOException {
        raw(socket -> socket.getInputStream().read());

        assertThat(asks.ask("office", "postage", QUESTION))
                .isEqualTo(new Answered(Answered.Outcome.UNREACHABLE, "answer-lost", "", null));
    }

    @Test
    void whatBreaksTheContractIsNotSent() throws IOException {
        Office office = office(200, "{}");

        refused(ErrorCode.CONTRACT_VIOLATION, "office", "postage", JsonNodeFactory.instance.objectNode());
        refused(ErrorCode.NOT_FOUND, "office", "weather", QUESTION);
        refused(ErrorCode.CONNECTOR_UNKNOWN, "nobody", "postage", QUESTION);
        mayBeAsked.set(false);
        refused(ErrorCode.NOT_POSSIBLE_NOW, "office", "postage", QUESTION);

        assertThat(office.requests()).isEmpty();
    }

    @Test
    void thereIsALimitForEachConnector() throws IOException {
        Office office = office(200, "{\"code\":\"200\",\"fee\":\"12.00\"}");
        for (int i = 0; i < 5; i++) {
            asks.ask("office", "postage", QUESTION);
        }

        assertThatThrownBy(() -> asks.ask("office", "postage", QUESTION))
                .isInstanceOfSatisfying(HubException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(e.retryAfter()).isPresent();
                });
        assertThat(office.requests()).hasSize(5);
    }

    private void refused(ErrorCode code, String connector, String question, JsonNode document) {
        assertThatThrownBy(() -> asks.ask(connector, question, document))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
