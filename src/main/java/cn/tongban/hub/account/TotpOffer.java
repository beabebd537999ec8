package cn.tongban.hub.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A secret that an authenticator app may take.
 *
 * @param text the secret in Base32, to be typed in
 * @param address the same as {@code otpauth:} address, which apps open
 */
public record TotpOffer(String text, String address) {
    static TotpOffer of(String login, byte[] secret) {
        String text = Totp.base32(secret);
        String label = URLEncoder.encode("Tongban:" + login, StandardCharsets.UTF_8).replace("+", "%20");
        return new TotpOffer(text, "otpauth://totp/" + label + "?secret=" + text + "&issuer=Tongban");
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "TotpOffer";
    }
}
