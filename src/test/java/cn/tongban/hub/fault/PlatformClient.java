package cn.tongban.hub.fault;

import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.crypto.Nonces;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Calls the simulated city platform as the hub would, to test the simulator itself. */
final class PlatformClient implements AutoCloseable {
    private final CitySignature signature =
            new CitySignature(Secrets.ENVIRONMENT.get("HUB_SECRET_CITY_PLATFORM_SIGN_KEY"));
    private final WireClient client;

    PlatformClient(URI platform, Duration timeout) {
        this.client = new WireClient(platform, timeout);
    }

    WireAnswer submit(String caseNo, String requestId) throws IOException {
        String body = "{\"requestId\":\"%s\",\"projNo\":\"%s\"}".formatted(requestId, caseNo);
        return send("POST", "/city-platform/cases", body);
    }

    WireAnswer withdraw(String caseNo, String requestId) throws IOException {
        return send("POST", "/city-platform/cases/" + caseNo + "/withdrawals", "{\"requestId\":\"" + requestId + "\"}");
    }

    WireAnswer probe(String caseNo) throws IOException {
        return send("GET", "/city-platform/cases/" + caseNo, "");
    }

    WireAnswer send(String method, String target, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(Clock.systemUTC().millis());
        String nonce = Nonces.fresh();
        return client.send(
                method,
                target,
                List.of(
                        new Header("X-App-Id", "tongban-hub"),
                        new Header("X-Timestamp", time),
                        new Header("X-Nonce", nonce),
                        new Header("X-Sign", signature.sign(body, time, nonce))),
                body);
    }

    @Override
    public void close() {
        client.close();
    }
}
