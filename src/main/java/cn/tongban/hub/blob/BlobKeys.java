package cn.tongban.hub.blob;

import cn.tongban.hub.vault.DataKey;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys that blobs of one case need, each derived from the case's data key for one purpose only. */
final class BlobKeys {
    /**
     * Bytes of one sealed segment. Small, because the JVM takes the processor's AES and GHASH only for what it has compiled,
     * and it compiles what is called often: with segments of 128 KB several hundred MB pass before that.
     */
    static final int SEGMENT = 8 * 1024;

    private static final String HMAC = "HmacSHA256";
    private static final int KEY = 32;

    private final SecretKey data;

    BlobKeys(DataKey key) {
        this.data = key.secret();
    }

    /** The address of these bytes. */
    BlobId address(Content content) {
        Mac mac = mac(new SecretKeySpec(derive("blob address"), HMAC));
        mac.update(content.sha256().getBytes(StandardCharsets.US_ASCII));
        mac.update(content.sm3().getBytes(StandardCharsets.US_ASCII));
        byte[] digest = mac.doFinal(Long.toString(content.size()).getBytes(StandardCharsets.US_ASCII));
        return new BlobId(java.util.HexFormat.of().formatHex(digest));
    }

    AesGcmHkdfStreaming stream() {
        try {
            return new AesGcmHkdfStreaming(derive("blob stream"), HMAC, KEY, SEGMENT, 0);
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("The segment size fits the key size", e);
        }
    }

    SecretKey seal() {
        return new SecretKeySpec(derive("blob seal"), "AES");
    }

    private byte[] derive(String purpose) {
        Mac mac = mac(new SecretKeySpec(data.getEncoded(), HMAC));
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 1);
        return mac.doFinal();
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
