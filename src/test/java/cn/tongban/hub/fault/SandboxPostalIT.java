package cn.tongban.hub.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The courier as part of the real sandbox process, killed in the middle of a parcel's life. */
class SandboxPostalIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER = "TB2026032400001";
    private static final String DOCUMENT = """
            [{"logisticsOrderNo":"%s","receiver":{"name":"测试甲","mobile":"13900000001","address":"示例路1号"}}]"""
            .formatted(ORDER);

    @TempDir
    private Path folder;

    private final List<JsonNode> pushes = new CopyOnWriteArrayList<>();
    private volatile String code = "S00001";
    private WireServer hub;
    private SandboxProcess sandbox;

    @BeforeEach
    void start() {
        hub = new WireServer("hub", InetAddress.getLoopbackAddress(), 0, this::take);
        hub.up();
        sandbox = SandboxProcess.start(folder, URI.create("http://127.0.0.1:" + hub.port()));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        hub.close();
    }

    @Test
    void knowsItsParcelsAndGoesOnWithThemAfterAKill() throws IOException {
        sandbox.postal().command("PUT", "script", "{\"life\":\"pick-up-revoked\"}");
        String waybillNo = ask("020003", DOCUMENT).path("waybillNo").asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> !pushes.isEmpty());

        sandbox.kill();
        code = "00000";
        sandbox.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> opCodes().contains("207"));
        assertThat(ask("020090", "{\"logisticsOrderNo\":\"" + ORDER + "\"}").at("/orders/0/waybillNo").asText())
                .isEqualTo(waybillNo);
        assertThat(ask("020003", DOCUMENT).path("waybillNo").asText()).as("the number is not given again")
                .isGreaterThan(waybillNo);
        assertThat(pushes.stream().map(push -> push.path("serialNo")).distinct()).hasSize(2);
        assertThat(sandbox.postal().requestsOf(ORDER)).extracting(RawRequest::effect)
                .containsExactly("created", "none", "created");
    }

    private JsonNode ask(String apiCode, String document) throws IOException {
        try (PostalClient client = new PostalClient(sandbox.postalUrl())) {
            return client.told(apiCode, document);
        }
    }

    private List<String> opCodes() {
        return pushes.stream().map(this::opCode).toList();
    }

    private String opCode(JsonNode push) {
        try {
            return JSON.readTree(PostalClient.ENVELOPE.open(push.path("logitcsInterface").asText())).path("opCode").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply take(WireRequest request) {
        try {
            JsonNode push = JSON.readTree(request.body());
            pushes.add(push);
            String answer = "{\"serialNo\":\"%s\",\"code\":\"%s\"}".formatted(push.path("serialNo").asText(), code);
            return Reply.of(WireAnswer.json(200, answer.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
