package cn.tongban.sandbox.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.sandbox.SandboxSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedSimulatorTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void theFirstAnswerThatFitsIsGivenAndEachRequestIsKept() throws IOException, InterruptedException {
        ScriptedSimulator simulator = started("""
                system: township
                answers:
                  - {method: POST, path: /township/steps, times: 1, status: 503, headers: {Retry-After: "2"}, body: busy}
                  - {method: POST, path: "/township/*", delay: 200ms, body: {code: "0", stepId: "", inner: {}}, copy: {/stepId: /stepId, /inner/x: /none}}
                """);

        HttpResponse<String> busy = post(simulator, "/township/steps", "{\"stepId\":\"a\"}");
        long before = System.nanoTime();
        HttpResponse<String> taken = post(simulator, "/township/steps", "{\"stepId\":\"b\"}");
        long millis = (System.nanoTime() - before) / 1_000_000;
        HttpResponse<String> unknown = post(simulator, "/other", "{}");

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("2");
        assertThat(busy.body()).isEqualTo("busy");
        assertThat(taken.body()).isEqualTo("{\"code\":\"0\",\"stepId\":\"b\",\"inner\":{}}");
        assertThat(millis).isGreaterThanOrEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Files.readAllLines(folder.resolve("township/requests.jsonl"))).hasSize(3)
                .first().asString().contains("\\\"stepId\\\":\\\"a\\\"", "\"status\":503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "system: x", "system: ../x\nanswers: [{status: 200}]", "system: x\nanswers: [{stauts: 200}]",
        "system: x\nport: 99999\nanswers: [{}]", "system: x\nanswers: [{status: 99}]", "system: x\nanswers: [{delay: soon}]",
        "system: x\nanswers: [{headers: {\"a b\": x}}]", "- x"})
    void aScriptThatIsNoneIsRefusedInWords(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("simulator.yaml"), text);

        assertThatThrownBy(() -> Script.read(file)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What an editor completes is what the sandbox reads. */
    @Test
    void scriptAndSchemaKnowTheSameKeys() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Path.of("schemas/simulator.schema.json").toFile());

        assertThat(keys(schema)).isEqualTo(new TreeSet<>(Script.KEYS));
        assertThat(keys(schema.at("/properties/answers/items"))).isEqualTo(new TreeSet<>(Script.ANSWER_KEYS));
    }

    private static Set<String> keys(JsonNode schema) {
        Set<String> keys = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private ScriptedSimulator started(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("simulator.yaml"), script);
        ScriptedSimulator simulator = new ScriptedSimulator(file, SandboxSettings.in(folder), Clock.systemUTC());
        simulator.simulator().server().up();
        return simulator;
    }

    private static HttpResponse<String> post(ScriptedSimulator to, String path, String body)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + to.simulator().server().port() + path);
        return CLIENT.send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
