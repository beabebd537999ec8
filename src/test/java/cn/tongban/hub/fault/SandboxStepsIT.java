package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.crypto.Verdict;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated platform sends by itself, seen by a stand-in for the hub. */
class SandboxStepsIT {
    private static final String CASE = "11610700Y00000016L3000131999000202603160001";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HubSignature platformKey =
            new HubSignature("city-platform", Secrets.ENVIRONMENT.get("HUB_SECRET_CITY_PLATFORM_DOOR_KEY"));
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private WireServer hub;
    private SandboxProcess sandbox;
    private PlatformClient client;

    @BeforeEach
    void start() {
        hub = new WireServer("hub", InetAddress.getLoopbackAddress(), 0, this::take);
        hub.up();
        sandbox = SandboxProcess.start(folder, URI.create("http://127.0.0.1:" + hub.port()));
        client = new PlatformClient(sandbox.platformUrl(), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
        hub.close();
    }

    @Test
    void goesThroughItsScriptInOrderWithGrowingTimes() throws IOException {
        script("06", "07", "10", "11");
        client.submit(CASE, "r1");

        awaitSteps(4);
        assertThat(statuses()).containsExactly("06", "07", "10", "11");
        assertThat(steps).extracting(step -> field(step, "statusTime")).isSorted().doesNotHaveDuplicates();
        assertThat(verdicts).containsOnly(Verdict.OK);
    }

    @Test
    void repeatsTheSameBytesUntilTheHubAcknowledges() throws IOException {
        status = 503;
        script("07");
        client.submit(CASE, "r1");
        awaitSteps(2);

        status = 202;
        await().atMost(Duration.ofSeconds(20)).until(() -> unfinished() == 0);

        assertThat(steps).hasSizeGreaterThanOrEqualTo(3);
        assertThat(steps.stream().distinct()).hasSize(1);
    }

    @Test
    void goesOnAfterAKillWhereItStopped() throws IOException {
        status = 503;
        script("06", "07");
        client.submit(CASE, "r1");
        awaitSteps(1);
        sandbox.kill();
        status = 202;

        sandbox.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> statuses().contains("07"));
        assertThat(steps.stream().distinct()).hasSize(2);
    }

    @Test
    void sendsOneStepOnCommandAndReportsTheAnswer() {
        JsonNode answer = sandbox.platform()
                .command("POST", "cases/" + CASE + "/steps", "{\"status\":\"10\",\"resultCode\":\"1\"}");

        assertThat(answer.path("status").asInt()).isEqualTo(202);
        assertThat(field(steps.get(0), "resultCode")).isEqualTo("1");
        assertThat(field(steps.get(0), "projNo")).isEqualTo(CASE);
    }

    @Test
    void sendsEveryStepTwiceWhenToldTo() throws IOException {
        sandbox.platform().faults("{\"fault\":\"duplicate\"}");
        script("06", "07");
        client.submit(CASE, "r1");

        awaitSteps(4);
        assertThat(statuses()).containsExactly("06", "06", "07", "07");
        assertThat(steps.stream().distinct()).hasSize(2);
    }

    @Test
    void signsWronglyWhenToldTo() {
        sandbox.platform().faults("{\"fault\":\"wrong-signature\",\"times\":1}");
        sandbox.platform().command("POST", "cases/" + CASE + "/steps", "{\"status\":\"07\"}");
        sandbox.platform().command("POST", "cases/" + CASE + "/steps", "{\"status\":\"07\"}");

        assertThat(verdicts).containsExactly(Verdict.WRONG, Verdict.OK);
    }

    @Test
    void aWithdrawnCaseGetsNoFurtherSteps() throws IOException {
        status = 503;
        script("06", "07");
        client.submit(CASE, "r1");
        awaitSteps(1);

        client.withdraw(CASE, "w1");

        assertThat(unfinished()).isZero();
    }

    @Test
    void handsInACaseOnCommandAndAsTraffic() {
        JsonNode kept = sandbox.window().command("POST", "cases", "{\"n\":3}");
        assertThat(kept.path("status").asInt()).isEqualTo(202);

        sandbox.window().command("POST", "traffic", "{\"perSecond\":20,\"first\":10}");
        await().atMost(Duration.ofSeconds(10)).until(() -> steps.size() > 4);
        assertThat(sandbox.window().command("DELETE", "traffic", "").path("running").asBoolean()).isFalse();
    }

    @Test
    void takesEveryConnectionOfTheHub() {
        sandbox.platform().command("POST", "grab", "{\"connections\":50}");
        await().atMost(Duration.ofSeconds(10)).until(() -> hub.openConnections() == 50);

        sandbox.platform().command("DELETE", "grab", "");
        await().atMost(Duration.ofSeconds(10)).until(() -> hub.openConnections() == 0);
    }

    private Reply take(WireRequest request) {
        if (request.complete()) {
            steps.add(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
            verdicts.add(platformKey.check(request, Clock.systemUTC().millis()));
        }
        return Reply.of(WireAnswer.text(status, "application/json", "{}"));
    }

    private void script(String... statuses) {
        String list = String.join("\",\"", statuses);
        sandbox.platform()
                .command("PUT", "script", "{\"statuses\":[\"" + list + "\"],\"firstMillis\":0,\"nextMillis\":0}");
    }

    private int unfinished() {
        return sandbox.platform().command("GET", "unfinished", "").path("unfinished").asInt();
    }

    private void awaitSteps(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> steps.size() >= count);
    }

    private List<String> statuses() {
        return steps.stream().map(step -> field(step, "status")).toList();
    }

    private static String field(String step, String name) {
        try {
            return JSON.readTree(step).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
