package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.Sm2Sealing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Scheme {@code sm2-params}: the document, as the only row of a list, is sealed with SM2 into {@code params}; beside it
 * stand who we are, the time, and both with a common word sealed into {@code sign}. A document without fields has no
 * params. Made when the bytes are final and anew for each request, because the time is in it and no sealing is like another.
 *
 * @param appMark who we are there
 * @param word name of the secret that both sides know
 */
record SealedParams(String connector, String appMark, String word, Sm2Sealing sealing, Secrets secrets, Clock clock)
        implements Attachment {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    @Override
    public String contentType(@Nullable String document) {
        return "application/json";
    }

    @Override
    public OutBody body(byte[] document, @Nullable String contentType) {
        JsonNode row = document.length == 0 ? JsonNodeFactory.instance.objectNode() : JsonBytes.outgoing(document);
        JsonNode list = JsonNodeFactory.instance.arrayNode().add(row);
        String time = TIME.format(LocalDateTime.ofInstant(clock.instant(), Inbound.ZONE));
        String sign = time + appMark + secrets.get(connector, word).text();
        ObjectNode sealed = common();
        ObjectNode body = (ObjectNode) sealed.path("txnBodyCom");
        body.put("time", time).put("sign", sealing.seal(sign.getBytes(StandardCharsets.UTF_8)));
        ObjectNode readable = common();
        if (!row.isEmpty()) {
            body.put("params", sealing.seal(JsonBytes.of(list)));
            ((ObjectNode) readable.path("txnBodyCom")).set("params", list);
        }
        return new ReadableBody(new OutBody.Bytes(JsonBytes.of(sealed)), JsonBytes.of(readable));
    }

    private ObjectNode common() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.putObject("txnCommCom");
        envelope.putObject("txnBodyCom").put("appMark", appMark);
        return envelope;
    }

    /** Names that the route gives are looked up now, so that an unknown one stops the bundle. */
    SealedParams checked() {
        Verbs.require(!appMark.isEmpty(), "setting app-mark of", connector);
        secrets.get(connector, word);
        return this;
    }
}
