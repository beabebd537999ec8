package cn.tongban.hub.soap;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.DoorScheme;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.UsernameTokenUtil;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a service, and with what: the senders of the connector's door. A sender may have several secrets, while one
 * follows another.
 */
record Callers(ConnectorDescriptor connector, Secrets secrets, Clock clock) {
    private static final String HEADER = "header:wsse:Security";

    DoorScheme scheme() {
        return door().signature();
    }

    Door door() {
        return connector.door().orElseThrow();
    }

    /**
     * The user of a token whose digest, nonce and time are right; that the nonce is new is still to be seen.
     *
     * @throws HubException SIGNATURE_MISSING, SENDER_UNKNOWN, TIMESTAMP_STALE or SIGNATURE_WRONG
     */
    VerifiedSender user(UsernameToken token) {
        if (!WSConstants.PASSWORD_DIGEST.equals(token.getPasswordType()) || token.getNonce() == null
                || token.getCreated() == null) {
            throw refused(ErrorCode.SIGNATURE_MISSING, "a user name token has a digest, a nonce and the time it was made");
        }
        List<String> keys = door().senders().get(token.getName());
        if (keys == null) {
            throw new HubException(ErrorCode.SENDER_UNKNOWN, connector.id());
        }
        Instant created = created(token);
        String key = keys.stream().filter(name -> secrets.find(connector.id(), name)
                        .filter(secret -> fits(token, secret)).isPresent())
                .findFirst()
                .orElseThrow(() -> refused(ErrorCode.SIGNATURE_WRONG, "not the digest of this user's password"));
        return new VerifiedSender(token.getName(), key, token.getNonce(), created);
    }

    private Instant created(UsernameToken token) {
        Instant created = token.getCreatedDate();
        if (created == null) {
            throw refused(ErrorCode.SIGNATURE_MISSING, "the time of a token is a date with its offset");
        }
        SignedBody.checkTime(created, Instant.MAX, clock.instant());
        return created;
    }

    private static boolean fits(UsernameToken token, Secret secret) {
        try {
            byte[] nonce = Base64.getMimeDecoder().decode(token.getNonce());
            String wanted = UsernameTokenUtil.doPasswordDigest(nonce, token.getCreated(), secret.text());
            return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.US_ASCII),
                    String.valueOf(token.getPassword()).strip().getBytes(StandardCharsets.UTF_8));
        } catch (WSSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The sender whose certificate it is: exactly that one, no other of the same authority. */
    VerifiedSender holder(SignedBody signed) {
        Certificates certificates = certificates();
        for (var sender : door().senders().entrySet()) {
            for (String key : sender.getValue()) {
                if (certificates.is(key, signed.certificate())) {
                    return new VerifiedSender(sender.getKey(), key, signed.nonce(), signed.created());
                }
            }
        }
        throw refused(ErrorCode.SIGNATURE_WRONG, "not the certificate of a sender");
    }

    Certificates certificates() {
        return new Certificates(connector.id(), door().keys(), secrets);
    }

    static HubException stale() {
        return refused(ErrorCode.TIMESTAMP_STALE, "more than five minutes from the hub's clock");
    }

    static HubException refused(ErrorCode code, @Nullable String why) {
        return new HubException(code, "", List.of(new Place(HEADER, "signature", String.valueOf(why))));
    }
}
