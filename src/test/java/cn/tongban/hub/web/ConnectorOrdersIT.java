package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectorOrdersIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final String PLATFORM = "/api/v1/connectors/city-platform";

    @Test
    void aMaintenanceWindowIsEnteredShownAndEndedOnRecord() {
        String token = HUB.token(Scope.READ, Scope.OPERATE);
        Map<String, Object> order = Map.of(
                "to", Instant.now().plus(Duration.ofHours(2)).toString(), "reason", "their upgrade");

        Answer closed = HUB.post(PLATFORM + "/maintenance", token, order);
        assertThat(closed.status()).as(closed.raw().body()).isEqualTo(200);
        assertThat(closed.json().get("open").asBoolean()).isFalse();
        JsonNode window = closed.json().at("/orders/windows/0");
        assertThat(window.get("by").asText()).isEqualTo("tester");
        assertThat(HUB.get(PLATFORM, token).json().get("light").asText()).isEqualTo("WAITING");
        UUID id = RecordedCase.record(HUB, "C-1");
        await().during(Duration.ofMillis(700)).until(() -> state(id, token), "WAITING"::equals);

        String path = PLATFORM + "/maintenance/" + window.get("id").asText();
        assertThat(send("DELETE", path, token, "{\"reason\":\" \"}").json().get("code").asText())
                .isEqualTo("reason-missing");
        assertThat(send("DELETE", path, token, "{\"reason\":\"done early\"}").json().get("open").asBoolean()).isTrue();

        await().until(() -> state(id, token), "DELIVERED"::equals);
        JsonNode audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().get("items");
        assertThat(audit.findValuesAsText("action")).contains("connector.maintenance", "connector.maintenance-end");
        assertThat(HUB.post(PLATFORM + "/maintenance", token,
                Map.of("to", "2020-01-01T00:00:00Z", "reason", "past")).json().get("code").asText())
                .isEqualTo("request-invalid");
    }

    @Test
    void aRateCapIsSetAndTakenBack() {
        String token = HUB.token(Scope.READ, Scope.OPERATE);

        assertThat(send("PUT", PLATFORM + "/rate", token, "{\"perSecond\":3,\"reason\":\"slow today\"}").json()
                .at("/orders/rate/perSecond").asInt()).isEqualTo(3);
        assertThat(send("PUT", PLATFORM + "/rate", token, "{\"perSecond\":null,\"reason\":\"well again\"}").json()
                .at("/orders/rate").isNull()).isTrue();
        assertThat(send("PUT", PLATFORM + "/rate", token, "{\"perSecond\":0,\"reason\":\"none\"}").status()).isEqualTo(400);
        assertThat(send("PUT", PLATFORM + "/rate", HUB.token(Scope.READ), "{\"perSecond\":3,\"reason\":\"x\"}").status())
                .isEqualTo(403);
    }

    @Test
    void secretsAreReadAgainAllOrNone() throws IOException {
        String token = HUB.token(Scope.ADMIN);
        Path key = HUB.data().resolve("secrets/city-platform.sign-key");
        String before = Files.readString(key);
        Files.writeString(key, "another-key");

        JsonNode answer = HUB.post(PLATFORM + "/reload-secrets", token, Map.of("reason", "yearly")).json();
        assertThat(answer.get("changed").get(0).asText()).isEqualTo("sign-key");
        Files.delete(key);
        Answer missing = HUB.post(PLATFORM + "/reload-secrets", token, Map.of("reason", "oops"));
        assertThat(missing.json().get("code").asText()).isEqualTo("secret-missing");
        assertThat(missing.raw().body()).doesNotContain("another-key");
        Files.writeString(key, before);
        assertThat(HUB.post(PLATFORM + "/reload-secrets", HUB.token(Scope.OPERATE), Map.of("reason", "x")).status())
                .isEqualTo(403);
    }

    @Test
    void theConnectionTestGoesStepByStep() {
        JsonNode result = HUB.post(PLATFORM + "/test", HUB.token(Scope.OPERATE), Map.of()).json();

        assertThat(result.get("steps").findValuesAsText("name")).startsWith("name", "tcp", "proxy", "tls");
        // Whether something listens at the default address is up to the machine.
        JsonNode tcp = result.get("steps").get(1);
        assertThat(result.get("reached").asBoolean()).isEqualTo(tcp.get("verdict").asText().equals("OK"));
        assertThat(result.get("answer").asText()).isIn("reached", "tcp");
    }

    private static String state(UUID id, String token) {
        return HUB.get("/api/v1/messages/" + id, token).json().at("/deliveries/0/delivery/state").asText();
    }

    private static Answer send(String method, String path, String token, String body) {
        return HUB.send(HUB.request(path, token).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
