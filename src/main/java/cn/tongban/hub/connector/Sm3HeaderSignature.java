package cn.tongban.hub.connector;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Signature SG10 of several city platforms: {@code X-Sign} = lower-case hex of SM3(body + timestamp + nonce + secret). */
public final class Sm3HeaderSignature {
    private final Clock clock;

    public Sm3HeaderSignature(Clock clock) {
        this.clock = clock;
    }

    /** The headers {@code X-App-Id}, {@code X-Timestamp} (epoch milliseconds), {@code X-Nonce} and {@code X-Sign}. */
    public List<Map.Entry<String, String>> headers(String appId, Secret secret, byte[] body) {
        String timestamp = Long.toString(clock.millis());
        String nonce = Nonces.next();
        return List.of(
                Map.entry("X-App-Id", appId),
                Map.entry("X-Timestamp", timestamp),
                Map.entry("X-Nonce", nonce),
                Map.entry("X-Sign", sign(secret, body, timestamp, nonce)));
    }

    public static String sign(Secret secret, byte[] body, String timestamp, String nonce) {
        return Sm3.hex(body, (timestamp + nonce).getBytes(StandardCharsets.UTF_8), secret.bytes());
    }
}
