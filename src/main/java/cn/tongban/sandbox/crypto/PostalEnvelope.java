package cn.tongban.sandbox.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The post's form value: {@code |$4|} and the Base64 of SM4 over document and key text. */
public final class PostalEnvelope {
    private static final String PREFIX = "|$4|";

    private final byte[] keyText;
    private final Sm4 cipher;

    /** @param signKey Base64 of sixteen bytes */
    public PostalEnvelope(String signKey) {
        this.keyText = signKey.getBytes(StandardCharsets.UTF_8);
        this.cipher = new Sm4(Base64.getDecoder().decode(signKey));
    }

    public String seal(byte[] document) {
        byte[] text = Arrays.copyOf(document, document.length + keyText.length);
        System.arraycopy(keyText, 0, text, document.length, keyText.length);
        return PREFIX + Base64.getEncoder().encodeToString(cipher.encrypt(text));
    }

    /** Empty when it was not sealed with this key. */
    public Optional<byte[]> open(String value) {
        return value.startsWith(PREFIX)
                ? bytes(value.substring(PREFIX.length())).flatMap(cipher::decrypt).map(this::withoutKey)
                : Optional.empty();
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // For example a plus sign that was not escaped in the form: no envelope, and that is the answer.
            return Optional.empty();
        }
    }

    private byte[] withoutKey(byte[] text) {
        int end = text.length - keyText.length;
        boolean ends = end >= 0 && Arrays.equals(text, end, text.length, keyText, 0, keyText.length);
        return ends ? Arrays.copyOf(text, end) : text;
    }
}
