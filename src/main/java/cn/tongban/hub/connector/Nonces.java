package cn.tongban.hub.connector;

import java.security.SecureRandom;
import java.util.Base64;

/** Random nonces of 24 URL-safe characters. */
final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    static String next() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
