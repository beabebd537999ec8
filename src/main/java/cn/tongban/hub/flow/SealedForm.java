package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.Sm4Envelope;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scheme {@code sm4-form}: the document becomes one field of a form, sealed with SM4; the other fields say who asks for
 * what. Made when the bytes are final and anew for each request, because the time of asking is in it.
 *
 * @param apiCode what is asked for
 * @param senderNo who we are there
 * @param key name of the secret that seals
 * @param authorization name of the secret that is sent along
 */
record SealedForm(
        String connector,
        String apiCode,
        String senderNo,
        String version,
        String key,
        String authorization,
        Secrets secrets,
        Clock clock)
        implements Attachment {
    private static final String SEALED = "logitcsInterface";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public String contentType(@Nullable String document) {
        return "application/x-www-form-urlencoded; charset=UTF-8";
    }

    @Override
    public OutBody body(byte[] document, @Nullable String contentType) {
        Secret seal = secrets.get(connector, key);
        Map<String, String> fields = open();
        fields.put("authorization", secrets.get(connector, authorization).text());
        fields.put("timeStamp", TIME.format(LocalDateTime.ofInstant(clock.instant(), Inbound.ZONE)));
        fields.put(SEALED, new Sm4Envelope(connector + "." + key, seal).seal(document));
        return new ReadableBody(new OutBody.Bytes(encoded(fields)), readable(document));
    }

    /** What anybody may read. */
    private Map<String, String> open() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("apiCode", apiCode);
        fields.put("senderNo", senderNo);
        fields.put("msgType", "0");
        fields.put("version", version);
        return fields;
    }

    private byte[] readable(byte[] document) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        open().forEach(form::put);
        return JsonBytes.of(form.set(SEALED, JsonBytes.outgoing(document)));
    }

    private static byte[] encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Names that the route gives are looked up now, so that an unknown one stops the bundle. */
    SealedForm checked() {
        Verbs.require(!apiCode.isEmpty(), "apiCode", "");
        Verbs.require(!senderNo.isEmpty(), "senderNo", "");
        secrets.get(connector, authorization);
        new Sm4Envelope(connector + "." + key, secrets.get(connector, key));
        return this;
    }
}
