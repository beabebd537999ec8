package cn.tongban.hub.connector;

import java.nio.charset.StandardCharsets;

/**
 * One shared secret. Its key is the UTF-8 bytes of its text. It prints as stars, so that it may stand in a record that
 * somebody logs.
 */
public final class Secret {
    private final byte[] bytes;
    private final HmacSm3Key hmac;

    public Secret(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.hmac = new HmacSm3Key(bytes);
    }

    /** For those who hand it to a library that wants characters: a key store's password, a PEM text. */
    public char[] chars() {
        return new String(bytes, StandardCharsets.UTF_8).toCharArray();
    }

    boolean isSame(Secret other) {
        return java.security.MessageDigest.isEqual(bytes, other.bytes);
    }

    /** For protocols that want the password itself. Never to be logged or put into a message. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    HmacSm3Key hmac() {
        return hmac;
    }

    @Override
    public String toString() {
        return "***";
    }
}
