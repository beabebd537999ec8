package cn.tongban.sandbox.postal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.SandboxSettings;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.ControlApi;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A courier over a real socket with a customer who writes as the hub will: sealed with the hub's own envelope, so that the
 * two implementations check each other.
 */
final class PostalWorld implements AutoCloseable {
    static final String SIGN_KEY = "VGVzdEtleS0xNmJ5dGVzIQ==";
    static final String OPEN = "/amp-prod-api/f/amp/api/open";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final StandInHub hub = new StandInHub();
    private final Path folder;
    private final Sm4Envelope envelope = new Sm4Envelope("test", new Secret(SIGN_KEY));
    private final List<String> settings = new ArrayList<>();
    private Simulator simulator;
    private ControlApi control;
    private WireClient client;

    PostalWorld(Path folder, String... settings) {
        this.folder = folder;
        this.settings.addAll(List.of("--postal-ems-port", "0", "--hub", "http://127.0.0.1:" + hub.port()));
        this.settings.addAll(List.of(settings));
        start();
    }

    /** A courier that knows nothing but its records. */
    void restart() {
        close(simulator);
        start();
    }

    private void start() {
        Settings all = SandboxSettings.in(folder, settings.toArray(String[]::new));
        simulator = new PostalSimulator(all, Clock.systemUTC()).simulator();
        simulator.server().up();
        control = new ControlApi(List.of(simulator), URI.create("http://127.0.0.1:9"));
        client = client(PATIENCE);
    }

    private WireClient client(Duration patience) {
        return new WireClient(URI.create("http://127.0.0.1:" + simulator.server().port()), patience);
    }

    /** For questions that get no answer: the others may take their time on a busy machine. */
    void waitsOnly(Duration patience) {
        client.close();
        client = client(patience);
    }

    /** The waybill of a new order. */
    String order(String orderNo) throws IOException {
        JsonNode answer = ask("020003", orderText(orderNo));
        assertThat(answer.path("retCode").asText()).as(answer::toString).isEqualTo("00000");
        return body(answer).path("waybillNo").asText();
    }

    static String orderText(String orderNo) {
        return """
                [{"ecommerceUserId":"HZJKQ","senderNo":"90000010000001","logisticsOrderNo":"%s","bizProductNo":"10",\
                "contentsAttribute":"1","sender":{"name":"测试乙","mobile":"13900000002","address":"示例路2号"},\
                "receiver":{"name":"测试甲","mobile":"13900000001","prov":"陕西省","city":"汉中市","county":"汉台区",\
                "address":"示例路1号"},"cargos":[{"cargoName":"证照","cargoQuantity":1}]}]""".formatted(orderNo);
    }

    JsonNode ask(String apiCode, String json) throws IOException {
        WireAnswer answer = send(fields(apiCode, json));
        assertThat(answer.status()).as(answer::bodyText).isEqualTo(200);
        return Json.read(answer.body());
    }

    static JsonNode body(JsonNode answer) {
        assertThat(answer.path("retBody").isTextual()).isTrue();
        return Json.read(answer.path("retBody").asText().getBytes(UTF_8));
    }

    Map<String, String> fields(String apiCode, String json) {
        return fields(apiCode, json.getBytes(UTF_8));
    }

    Map<String, String> fields(String apiCode, byte[] document) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("apiCode", apiCode);
        fields.put("senderNo", "90000010000001");
        fields.put("authorization", "TEST-AUTHORIZATION");
        fields.put("msgType", "0");
        fields.put("timeStamp", "2026-03-24 15:00:00");
        fields.put("version", "V1.0.0");
        fields.put("logitcsInterface", envelope.seal(document));
        return fields;
    }

    WireAnswer send(Map<String, String> fields) throws IOException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return post("application/x-www-form-urlencoded; charset=UTF-8", form);
    }

    WireAnswer post(String contentType, String body) throws IOException {
        return client.send("POST", OPEN, List.of(new Header("Content-Type", contentType)), body.getBytes(UTF_8));
    }

    WireAnswer get(String target) throws IOException {
        return client.send("GET", target, List.of(), new byte[0]);
    }

    JsonNode command(String method, String path, String json) {
        byte[] body = json.getBytes(UTF_8);
        WireAnswer answer = control.handle(
                new WireRequest(method, "/_sandbox/postal-ems/" + path, List.of(), body, true)).answer();
        assertThat(answer.status()).as(answer::bodyText).isEqualTo(200);
        return Json.read(answer.body());
    }

    /** Tells of one event of a new parcel now; the courier's word about it. */
    JsonNode pushed(String orderNo, String wish) throws IOException {
        return command("POST", "parcels/" + order(orderNo) + "/events", wish);
    }

    void fault(String rule) {
        command("PUT", "faults", "{\"rules\":[" + rule + "]}");
    }

    List<JsonNode> raw() {
        List<JsonNode> raw = new ArrayList<>();
        SentRecord.forEach(simulator.received().lines(), raw::add);
        return raw;
    }

    List<JsonNode> sent() {
        List<JsonNode> sent = new ArrayList<>();
        SentRecord.forEach(simulator.sent().lines(), sent::add);
        return sent;
    }

    /** What is known under our own number. */
    JsonNode ordersOf(String orderNo) throws IOException {
        return body(ask("020090", "{\"logisticsOrderNo\":\"" + orderNo + "\"}")).path("orders");
    }

    long unfinished() {
        return command("GET", "unfinished", "").path("unfinished").asLong();
    }

    private void close(Simulator old) {
        client.close();
        old.server().down();
    }

    @Override
    public void close() {
        close(simulator);
        hub.close();
    }
}
