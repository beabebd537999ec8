package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may ask a partner, and what is on record; what is asked is tested with the routes. */
class AskApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final String PATH = "/api/v1/connectors/city-window/asks/weather";
    private static final Map<String, Object> ASK =
            Map.of("document", Map.of("place", "汉中"), "reason", "asked at the counter");

    @Test
    void askingNeedsItsScopeAndAReasonAndIsOnRecordWithoutTheDocument() {
        String token = HUB.token(Scope.ASK);

        assertThat(HUB.post(PATH, HUB.token(Scope.READ, Scope.OPERATE), ASK).status()).isEqualTo(403);
        assertThat(HUB.post(PATH, token, Map.of("reason", " ")).json().get("code").asText()).isEqualTo("reason-missing");
        assertThat(HUB.post(PATH, token, ASK).json().get("code").asText()).isEqualTo("not-found");

        String audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().at("/items").toString();
        assertThat(audit).contains("connector.ask", "city-window/weather", "asked at the counter").doesNotContain("汉中");
    }

    @Test
    void aLargeDocumentIsRefused() {
        Map<String, Object> large = Map.of("document", Map.of("text", "x".repeat(70_000)), "reason", "r");

        assertThat(HUB.post(PATH, HUB.token(Scope.ASK), large).status()).isEqualTo(413);
    }

    @Test
    void itIsSaidWhatAConnectorCanBeAsked() {
        assertThat(HUB.get("/api/v1/connectors/city-window/asks", HUB.token(Scope.READ)).raw().body()).isEqualTo("[]");
        assertThat(HUB.get("/api/v1/connectors/nobody/asks", HUB.token(Scope.READ)).status()).isEqualTo(404);
    }
}
