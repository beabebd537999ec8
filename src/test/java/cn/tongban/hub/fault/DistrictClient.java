package cn.tongban.hub.fault;

import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.crypto.Nonces;
import cn.tongban.sandbox.crypto.Sm3;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls the simulated district platform as the hub would, to test the simulator itself. */
final class DistrictClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASES = "/district-platform/cases";

    private final CitySignature signature =
            new CitySignature(Secrets.ENVIRONMENT.get("HUB_SECRET_DISTRICT_PLATFORM_SIGN_KEY"));
    private final WireClient client;

    DistrictClient(URI platform) {
        this.client = new WireClient(platform, Duration.ofSeconds(20));
    }

    JsonNode submit(byte[] document) throws IOException {
        return JSON.readTree(send("POST", CASES, document).body());
    }

    JsonNode takeBack(String caseNo, String requestId) throws IOException {
        String body = "{\"requestId\":\"" + requestId + "\",\"reason\":\"转错\",\"askTime\":\"2026-03-16T11:00:00+08:00\"}";
        return JSON.readTree(send("POST", CASES + "/" + caseNo + "/take-backs", body.getBytes(StandardCharsets.UTF_8)).body());
    }

    JsonNode probe(String caseNo) throws IOException {
        return JSON.readTree(send("GET", CASES + "/" + caseNo, new byte[0]).body());
    }

    JsonNode material(String caseNo, String requestId, byte[] bytes, String sha256) throws IOException {
        // A signature over a file covers the digest of it.
        byte[] signed = Sm3.hex(bytes).getBytes(StandardCharsets.US_ASCII);
        return JSON.readTree(send("PUT", CASES + "/" + caseNo + "/materials/M1", bytes, signed,
                new Header("X-Request-Id", requestId), new Header("X-Content-SHA256", sha256)).body());
    }

    private WireAnswer send(String method, String target, byte[] body) throws IOException {
        return send(method, target, body, body);
    }

    private WireAnswer send(String method, String target, byte[] body, byte[] signed, Header... more) throws IOException {
        String time = Long.toString(Clock.systemUTC().millis());
        String nonce = Nonces.fresh();
        List<Header> headers = new ArrayList<>(List.of(more));
        headers.add(new Header("X-App-Id", "tongban"));
        headers.add(new Header("X-Timestamp", time));
        headers.add(new Header("X-Nonce", nonce));
        headers.add(new Header("X-Sign", signature.sign(signed, time, nonce)));
        return client.send(method, target, headers, body);
    }

    @Override
    public void close() {
        client.close();
    }
}
