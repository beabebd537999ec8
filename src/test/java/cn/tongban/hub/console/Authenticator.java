package cn.tongban.hub.console;

import cn.tongban.hub.web.RunningHub.Answer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone: RFC 6238 by the book, apart from the hub's own code. */
public final class Authenticator {
    private static final Pattern SECRET = Pattern.compile("<p class=\"secret code\">([A-Z2-7]+)</p>");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private String last = "";

    private Authenticator(byte[] secret) {
        this.secret = secret;
    }

    /** Takes the secret from the page that shows it. */
    static Authenticator scan(Answer page) {
        Matcher found = SECRET.matcher(page.raw().body());
        if (!found.find()) {
            throw new AssertionError("no secret on the page: " + page.status());
        }
        return of(found.group(1));
    }

    /** @param text the secret in Base32 */
    public static Authenticator of(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        long buffer = 0;
        int bits = 0;
        for (char letter : text.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return new Authenticator(bytes.array());
    }

    boolean hasKeyOf(Authenticator other) {
        return Arrays.equals(secret, other.secret);
    }

    /** The code that was asked for last. */
    String last() {
        return last;
    }

    /** The code so many steps from now. */
    public String code(int later) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30 + later).array());
            int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fffffff;
            last = "%06d".formatted(number % 1_000_000);
            return last;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
