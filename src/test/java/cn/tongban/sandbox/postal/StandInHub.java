package cn.tongban.sandbox.postal;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Takes pushes as the hub would and keeps them. */
final class StandInHub implements AutoCloseable {
    private final Sm4Envelope envelope = new Sm4Envelope("test", new Secret(PostalWorld.SIGN_KEY));
    private final List<WireRequest> pushes = new CopyOnWriteArrayList<>();
    private final WireServer server = new WireServer("hub", InetAddress.getLoopbackAddress(), 0, this::take);
    private volatile String code = "00000";
    private volatile UnaryOperator<String> serialNo = UnaryOperator.identity();

    StandInHub() {
        server.up();
    }

    int port() {
        return server.port();
    }

    void answers(String otherCode) {
        code = otherCode;
    }

    void answersForAnother() {
        serialNo = own -> "not-" + own;
    }

    List<WireRequest> pushes() {
        return pushes;
    }

    List<JsonNode> papers() {
        return pushes.stream().map(push -> Json.read(push.body())).toList();
    }

    /** The decrypted documents, in order of arrival. */
    List<JsonNode> events() {
        return papers().stream().map(this::event).toList();
    }

    List<String> opCodes() {
        return events().stream().map(event -> event.path("opCode").asText()).toList();
    }

    JsonNode event(JsonNode paper) {
        return Json.read(envelope.open(paper.path("logitcsInterface").asText()));
    }

    private Reply take(WireRequest request) {
        pushes.add(request);
        JsonNode paper = Json.read(request.body());
        String answer = "{\"serialNo\":\"%s\",\"code\":\"%s\",\"codeMessage\":\"\",\"senderNo\":\"%s\"}".formatted(
                serialNo.apply(paper.path("serialNo").asText()), code, paper.path("senderNo").asText());
        return Reply.of(WireAnswer.json(200, answer.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
