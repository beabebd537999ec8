package cn.tongban.sandbox.crypto;

import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The city platform's signature: X-Sign = hex of SM3(body + timestamp + nonce + secret). */
public final class CitySignature {
    private static final long WINDOW_MILLIS = 5 * 60 * 1000L;

    private final byte[] secret;
    private final Nonces nonces = new Nonces();

    public CitySignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    public String sign(byte[] body, String timestamp, String nonce) {
        byte[] digest = new Sm3()
                .update(body)
                .update((timestamp + nonce).getBytes(StandardCharsets.UTF_8))
                .update(secret)
                .digest();
        return HexFormat.of().formatHex(digest);
    }

    public Verdict check(WireRequest request, long nowMillis) {
        String timestamp = request.header("X-Timestamp");
        String nonce = request.header("X-Nonce");
        String signature = request.header("X-Sign");
        if (timestamp.isEmpty() || nonce.isEmpty() || signature.isEmpty() || request.header("X-App-Id").isEmpty()) {
            return Verdict.MISSING;
        }
        if (!sign(request.body(), timestamp, nonce).equalsIgnoreCase(signature)) {
            return Verdict.WRONG;
        }
        if (Math.abs(nowMillis - Long.parseLong(timestamp)) > WINDOW_MILLIS) {
            return Verdict.STALE;
        }
        return nonces.add(nonce) ? Verdict.OK : Verdict.REPLAYED;
    }
}
