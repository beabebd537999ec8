package cn.tongban.hub.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;

/** Asks the simulated courier as a customer does, with the key that everybody knows. */
final class PostalClient implements AutoCloseable {
    static final Sm4Envelope ENVELOPE = new Sm4Envelope("test", new Secret("VGVzdEtleS0xNmJ5dGVzIQ=="));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final WireClient client;

    PostalClient(URI address) {
        this.address = address;
        this.client = new WireClient(address, Duration.ofSeconds(5));
    }

    /** The whole answer. */
    JsonNode ask(String apiCode, String document) throws IOException {
        String form = "apiCode=" + apiCode + "&senderNo=90000010000001&authorization=TEST-AUTHORIZATION&msgType=0"
                + "&timeStamp=2026-03-24+15%3A00%3A00&logitcsInterface="
                + URLEncoder.encode(ENVELOPE.seal(document.getBytes(UTF_8)), UTF_8);
        return JSON.readTree(client.send("POST", address.getPath(),
                List.of(new Header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")),
                form.getBytes(UTF_8)).body());
    }

    /** What the answer's retBody holds. */
    JsonNode told(String apiCode, String document) throws IOException {
        return JSON.readTree(ask(apiCode, document).path("retBody").asText());
    }

    @Override
    public void close() {
        client.close();
    }
}
