package cn.tongban.sandbox.provinceplatform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/** WS-Security's user name token with a digest of nonce, time and password. */
final class UserToken {
    private static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String PROFILE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    UserToken(Clock clock) {
        this.clock = clock;
    }

    /** {@code ok}, or what is wrong with the token in an envelope. */
    String verdict(Element envelope, String user, String password) {
        String nonce = Paper.text(envelope, "Nonce");
        if (nonce.isEmpty()) {
            return "missing";
        }
        Element token = (Element) envelope.getElementsByTagNameNS(WSSE, "UsernameToken").item(0);
        String created = Paper.text(token, "Created");
        if (!Paper.text(token, "Username").equals(user)
                || !Paper.text(token, "Password").equals(digest(Base64.getDecoder().decode(nonce), created, password))) {
            return "wrong";
        }
        return !isFresh(created) ? "stale" : seen.add(nonce) ? "ok" : "replayed";
    }

    private boolean isFresh(String created) {
        try {
            return Duration.between(Instant.parse(created), clock.instant()).abs().compareTo(WINDOW) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A header of our own. */
    String header(String user, String password) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        String created = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return "<wsse:Security xmlns:wsse=\"" + WSSE + "\" xmlns:wsu=\"" + WSU + "\" soap:mustUnderstand=\"1\">"
                + "<wsse:UsernameToken><wsse:Username>" + user + "</wsse:Username><wsse:Password Type=\"" + PROFILE
                + "#PasswordDigest\">" + digest(nonce, created, password) + "</wsse:Password><wsse:Nonce EncodingType=\""
                + "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary\">"
                + Base64.getEncoder().encodeToString(nonce) + "</wsse:Nonce><wsu:Created>" + created
                + "</wsu:Created></wsse:UsernameToken></wsse:Security>";
    }

    private static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
