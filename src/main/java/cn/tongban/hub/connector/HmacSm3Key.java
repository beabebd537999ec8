package cn.tongban.hub.connector;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * One key of HMAC-SM3 (RFC 2104 over SM3). The inner and the outer pad are hashed once, here; each message starts from a
 * copy of that state and so pays for its own bytes only. Safe for many threads.
 */
final class HmacSm3Key {
    private static final int BLOCK = 64;

    private final SM3Digest inner;
    private final SM3Digest outer;

    HmacSm3Key(byte[] key) {
        byte[] padded = Arrays.copyOf(key.length > BLOCK ? hash(key) : key, BLOCK);
        this.inner = started(padded, (byte) 0x36);
        this.outer = started(padded, (byte) 0x5c);
        Arrays.fill(padded, (byte) 0);
    }

    byte[] mac(byte[] message) {
        SM3Digest first = new SM3Digest(inner);
        first.update(message, 0, message.length);
        SM3Digest second = new SM3Digest(outer);
        second.update(Sm3.finish(first), 0, Sm3.LENGTH);
        return Sm3.finish(second);
    }

    private static byte[] hash(byte[] key) {
        SM3Digest digest = new SM3Digest();
        digest.update(key, 0, key.length);
        return Sm3.finish(digest);
    }

    private static SM3Digest started(byte[] padded, byte mask) {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (padded[i] ^ mask);
        }
        SM3Digest digest = new SM3Digest();
        digest.update(block, 0, BLOCK);
        return digest;
    }
}
