package cn.tongban.hub.security;

import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The secret text of a token: {@code hub_} and 32 random bytes in base64url. Only its SHA-256 is ever stored. */
final class TokenText {
    private static final Pattern FORM = Pattern.compile("hub_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    static String random() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return "hub_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    /** A plain digest is enough for 256 random bits; a slow hash only helps what people can guess. */
    static byte[] digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }
}
