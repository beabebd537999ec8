package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk sends a field that no contract knows, a platform answers with one: told within seconds, and nothing stops. */
class DriftIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEARN = 20;

    @TempDir
    private Path folder;

    private HttpServer platform;
    private HubProcess hub;
    private TestBundle bundle;
    private volatile boolean answersMore;
    private long number;

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/city-platform", this::answer);
        platform.setExecutor(Executors.newCachedThreadPool());
        platform.start();
        bundle = TestBundle.quick(folder.resolve("bundle"));
        hub = new HubProcess(folder.resolve("hub"), FreePorts.next())
                .with("HUB_CONNECTOR_CITY_PLATFORM_BASE_URL",
                        "http://127.0.0.1:" + platform.getAddress().getPort() + "/city-platform")
                .with("HUB_BUNDLE", bundle.folder().toString())
                .with("HUB_DRIFT_LEARN", String.valueOf(LEARN))
                .with("HUB_DRIFT_MERGE", "500ms")
                .start();
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        platform.stop(0);
    }

    @Test
    void aNewFieldAtTheDoorAndOneInAnAnswerAreToldAndBecomeAChangeOfTheContract() throws Exception {
        // Of a burst only a sample is looked at, so there is traffic until enough is learned.
        await("answers are learned").atMost(World.PATIENCE).until(() -> {
            assertThat(submit(next()).status()).isEqualTo(202);
            return looked() >= LEARN;
        });
        await("nothing is under way").atMost(World.PATIENCE).until(() -> delivered() == number);
        assertThat(drifts()).isEmpty();

        answersMore = true;
        SyntheticCase more = next();
        more.document().withObject("/contact").put("email", "nobody@example.invalid");
        WireAnswer refused = submit(more);
        WireAnswer taken = submit(next());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(taken.status()).isEqualTo(202);
        await("both are told").atMost(World.PATIENCE).until(() -> drifts().size() == 2);
        await("the good one is there").atMost(World.PATIENCE).until(() -> delivered() == number - 1);
        String ofDesk = "drift of city-window: new-field /contact/email string contract-violation";
        String ofPlatform = "drift of city-platform: new-field /traceNo string ";
        assertThat(drifts()).containsExactlyInAnyOrder(ofDesk, ofPlatform);
        assertThat(hub.database().strings("select shape from drift_shape")).noneMatch(shape -> shape.contains("example.invalid")
                || shape.contains("测试") || shape.contains("61070219"));
        assertThat(hub.log()).doesNotContain("example.invalid");

        assertThat(hub("drift")).contains("新字段 /contact/email:string", "新字段 /traceNo:string");
        Path contract = bundle.folder().resolve("connectors/city-window/contract/case-submission.schema.json");
        String before = Files.readString(contract);
        String diff = hub("drift", "apply", id("city-window"), bundle.folder().toString());

        assertThat(diff).contains("+        \"email\": {\"type\": \"string\"}",
                "缺样例 No golden example of it: mappings/city-window/golden/case-submission-to-canonical/");
        assertThat(Files.readString(contract)).isNotEqualTo(before).contains("\"email\": {\"type\": \"string\"}");
        String accepted = hub("drift", "accept", id("city-platform"), "--reason", "版本 2 的平台");

        assertThat(accepted).contains("accepted", "版本 2 的平台");
        assertThat(drifts()).containsExactly(ofDesk);
        assertThat(hub.database().strings("select action from audit_event where action like 'drift.%'"))
                .containsExactly("drift.accept");

        // The engineer's change is in the bundle of the next start: what the contract knows is no drift any more.
        hub.restart();
        SyntheticCase again = next();
        again.document().withObject("/contact").put("email", "nobody@example.invalid");
        assertThat(submit(again).status()).isEqualTo(202);
        await("closed by the contract").atMost(World.PATIENCE).until(() -> drifts().isEmpty());
        await("the answer's field stays accepted").atMost(World.PATIENCE).until(() -> delivered() == number - 1);
    }

    private SyntheticCase next() {
        return Desk.syntheticCase(number++);
    }

    private WireAnswer submit(SyntheticCase made) throws IOException {
        try (DeskClient desk = new DeskClient(hub.url(), Secrets.DOOR_KEY, Duration.ofSeconds(60), Clock.systemUTC())) {
            return desk.submit(made.bytes(), "");
        }
    }

    /** Answers of the platform that were looked at and kept. */
    private long looked() {
        return hub.database().number("select coalesce(max((shape::jsonb ->> 'docs')::bigint), 0) from drift_shape"
                + " where side = 'answered' and counterpart = 'city-platform'");
    }

    private long delivered() {
        return hub.database().number("select count(*) from delivery where destination = 'city-platform' and state = 'delivered'");
    }

    private List<String> drifts() {
        return hub.database().strings("select 'drift of ' || counterpart || ': ' || kind || ' ' || place || ' ' || became"
                + " || ' ' || refused from drift where state = 'open'");
    }

    private String id(String connector) {
        return hub.database().strings("select id from drift where state = 'open' and connector = '" + connector + "'").get(0);
    }

    /** A command of its own process, as an engineer gives it. */
    private String hub(String... words) {
        try (JavaProcess command = JavaProcess.hub().args((Object[]) words)
                .env("HUB_DATA", hub.data().toString()).env("HUB_PORT", Integer.toString(hub.url().getPort())).start()) {
            await("command").atMost(World.PATIENCE).until(() -> !command.isAlive());
            return command.output();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = JSON.createObjectNode().put("code", "200").put("msg", "")
                .put("requestId", request.path("requestId").asText()).put("acceptNo", "HZ1");
        if (answersMore) {
            answer.put("traceNo", "T-1");
        }
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
