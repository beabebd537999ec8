package cn.tongban.sandbox.crypto;

import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The X-Hub-* signature: lower-case hex of HMAC-SM3(key, M), where M is method, target, hex of SM3(body), epoch
 * milliseconds and nonce, joined by line feeds.
 */
public final class HubSignature {
    private static final long WINDOW_MILLIS = 5 * 60 * 1000L;

    private final String sender;
    private final byte[] key;
    private final Nonces nonces = new Nonces();

    public HubSignature(String sender, String key) {
        this.sender = sender;
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** The four headers for a request that leaves at {@code millis}. */
    public List<Header> headers(String method, String target, byte[] body, long millis) {
        return headersOf(method, target, Sm3.hex(body), millis);
    }

    /** As {@link #headers}, for a body of which only the SM3 is at hand. */
    public List<Header> headersOf(String method, String target, String bodySm3, long millis) {
        String nonce = Nonces.fresh();
        return List.of(
                new Header("X-Hub-Sender", sender),
                new Header("X-Hub-Timestamp", Long.toString(millis)),
                new Header("X-Hub-Nonce", nonce),
                new Header("X-Hub-Signature", signOf(method, target, bodySm3, Long.toString(millis), nonce)));
    }

    public String sign(String method, String target, byte[] body, String timestamp, String nonce) {
        return signOf(method, target, Sm3.hex(body), timestamp, nonce);
    }

    private String signOf(String method, String target, String bodySm3, String timestamp, String nonce) {
        String message = method + '\n' + target + '\n' + bodySm3 + '\n' + timestamp + '\n' + nonce;
        return HmacSm3.hex(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Checks a request that claims to come from this sender. */
    public Verdict check(WireRequest request, long nowMillis) {
        String timestamp = request.header("X-Hub-Timestamp");
        String nonce = request.header("X-Hub-Nonce");
        String signature = request.header("X-Hub-Signature");
        if (timestamp.isEmpty() || nonce.isEmpty() || signature.isEmpty()) {
            return Verdict.MISSING;
        }
        String wanted = sign(request.method(), request.target(), request.body(), timestamp, nonce);
        if (!wanted.equals(signature) || !sender.equals(request.header("X-Hub-Sender"))) {
            return Verdict.WRONG;
        }
        if (Math.abs(nowMillis - Long.parseLong(timestamp)) > WINDOW_MILLIS) {
            return Verdict.STALE;
        }
        return nonces.add(nonce) ? Verdict.OK : Verdict.REPLAYED;
    }
}
