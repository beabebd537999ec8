package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DryRunIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Path SAMPLE = Path.of("connectors/city-window/samples/case-submission.json");

    @Test
    void aCaseIsTriedOnTheBundleAtWorkAndNothingIsStored() throws IOException {
        Answer answer = tried(HUB.token(Scope.READ), Map.of("route", "case-intake.record", "document", sample()));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        JsonNode run = answer.json();
        assertThat(run.at("/answer/status").asInt()).isEqualTo(202);
        assertThat(run.at("/recorded/address").asText()).isEqualTo("city-platform");
        assertThat(run.at("/deliveries/0/requests/0/line").asText()).startsWith("POST ").endsWith("/city-platform/cases");
        assertThat(run.at("/stations").findValuesAsText("does")).contains("hub:verify/city-window");
        assertThat(HUB.get("/api/v1/messages", HUB.token(Scope.READ)).json().get("items")).isEmpty();
        assertThat(HUB.get("/api/v1/cases", HUB.token(Scope.READ)).json().get("items")).isEmpty();
    }

    @Test
    void personalValuesAreHiddenFromThoseWithoutTheRight() throws IOException {
        String name = sample().at("/applicant/name").asText();
        Map<String, Object> order = Map.of("path", "/in/city-window/cases", "document", sample(), "unmasked", true);

        Answer masked = tried(HUB.token(Scope.READ), Map.of("path", "/in/city-window/cases", "document", sample()));
        Answer refused = tried(HUB.token(Scope.READ), order);
        Answer shown = tried(HUB.token(Scope.READ, Scope.READ_PERSONAL), order);

        assertThat(name).isNotEmpty();
        assertThat(masked.json().get("masked").asBoolean()).isTrue();
        assertThat(masked.raw().body()).doesNotContain(name);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(shown.raw().body()).contains(name);
    }

    @Test
    void aDoorKeyOfTheHubSignsNothingInADryRun() throws IOException {
        Answer answer = tried(HUB.token(Scope.READ), Map.of("route", "case-intake.record", "document", sample()));

        try (var secrets = Files.list(HUB.data().resolve("secrets"))) {
            for (Path secret : secrets.toList()) {
                assertThat(answer.raw().body()).doesNotContain(Files.readString(secret).strip());
            }
        }
        assertThat(answer.json().at("/notes").toString()).contains("stand in");
    }

    @Test
    void whatCannotBeTriedIsRefusedWithItsPlace() {
        String token = HUB.token(Scope.READ);

        assertThat(tried(token, Map.of("route", "nobody.knows")).json().get("code").asText())
                .isEqualTo("request-invalid");
        assertThat(tried(token, "{\"other\":1}").status()).isEqualTo(400);
        assertThat(tried(token, "{\"text\":\"" + "x".repeat(1 << 20) + "\"}").status()).isEqualTo(413);
        assertThat(tried("", Map.of()).status()).isEqualTo(401);
        JsonNode broken = tried(token, Map.of("route", "case-intake.record", "text", "{\"a\":")).json();
        assertThat(broken.at("/problem/code").asText()).isEqualTo("body-truncated");
        assertThat(broken.at("/answer/status").asInt()).isEqualTo(400);
    }

    private static Answer tried(String token, Object order) {
        return HUB.post("/api/v1/dry-runs", token, order);
    }

    private static JsonNode sample() throws IOException {
        return new ObjectMapper().readTree(Files.readString(SAMPLE));
    }
}
