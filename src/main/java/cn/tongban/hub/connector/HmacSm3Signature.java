package cn.tongban.hub.connector;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signature of the hub's own REST doors: lower-case hex of HMAC-SM3 over
 * {@code METHOD\npath-with-query\nhex(SM3(body))\ntimestamp\nnonce}. Safe for many threads.
 */
public final class HmacSm3Signature {
    /** How far a caller's clock may be off in either direction. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,15}");

    private final Clock clock;

    public HmacSm3Signature(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks everything but the nonce's novelty, which only the database knows.
     *
     * @param connector owner of the door and of the senders' secrets
     * @throws HubException SIGNATURE_MISSING, SENDER_UNKNOWN, TIMESTAMP_STALE or SIGNATURE_WRONG
     */
    public VerifiedSender verify(
            ConnectorDescriptor connector, Secrets secrets, HubHeaders headers, SignedRequest request) {
        String sender = present(HubHeaders.SENDER, headers.sender());
        String timestamp = present(HubHeaders.TIMESTAMP, headers.timestamp());
        String nonce = present(HubHeaders.NONCE, headers.nonce());
        String signature = present(HubHeaders.SIGNATURE, headers.signature());
        List<String> keys = connector.door().map(Door::senders).orElse(Map.of()).get(sender);
        if (keys == null) {
            throw new HubException(ErrorCode.SENDER_UNKNOWN, connector.id());
        }
        check(NONCE.matcher(nonce).matches(), HubHeaders.NONCE, "16 to 64 URL-safe characters");
        Instant signedAt = signedAt(timestamp);
        String text = text(request, timestamp, nonce);
        Optional<String> key = keys.stream()
                .filter(name -> secrets.find(connector.id(), name)
                        .filter(secret -> MessageDigest.isEqual(ascii(mac(secret, text)), ascii(signature)))
                        .isPresent())
                .findFirst();
        check(key.isPresent(), HubHeaders.SIGNATURE, "not the signature of this request with this sender's key");
        return new VerifiedSender(sender, key.orElseThrow(), nonce, signedAt);
    }

    /**
     * What can be said of a signature before the body came: a body of a gigabyte is not read for a caller who has no chance.
     *
     * @throws HubException SIGNATURE_MISSING, SENDER_UNKNOWN or TIMESTAMP_STALE
     */
    public void announce(ConnectorDescriptor connector, HubHeaders headers) {
        String sender = present(HubHeaders.SENDER, headers.sender());
        present(HubHeaders.NONCE, headers.nonce());
        present(HubHeaders.SIGNATURE, headers.signature());
        String timestamp = present(HubHeaders.TIMESTAMP, headers.timestamp());
        if (!connector.door().map(Door::senders).orElse(Map.of()).containsKey(sender)) {
            throw new HubException(ErrorCode.SENDER_UNKNOWN, connector.id());
        }
        signedAt(timestamp);
    }

    /** The four headers for a request of our own, in the order sender, timestamp, nonce, signature. */
    public List<Map.Entry<String, String>> headers(String sender, Secret secret, SignedRequest request) {
        String timestamp = Long.toString(clock.millis());
        String nonce = Nonces.next();
        return List.of(
                Map.entry(HubHeaders.SENDER, sender),
                Map.entry(HubHeaders.TIMESTAMP, timestamp),
                Map.entry(HubHeaders.NONCE, nonce),
                Map.entry(HubHeaders.SIGNATURE, sign(secret, request, timestamp, nonce)));
    }

    /** The signature itself, with a given time (epoch milliseconds) and nonce. */
    public static String sign(Secret secret, SignedRequest request, String timestamp, String nonce) {
        return mac(secret, text(request, timestamp, nonce));
    }

    private static String text(SignedRequest request, String timestamp, String nonce) {
        return request.method() + '\n' + request.pathWithQuery() + '\n' + request.bodySm3() + '\n'
                + timestamp + '\n' + nonce;
    }

    private static String mac(Secret secret, String text) {
        return Digests.hex(secret.hmac().mac(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Instant signedAt(String timestamp) {
        check(TIMESTAMP.matcher(timestamp).matches(), HubHeaders.TIMESTAMP, "epoch milliseconds");
        Instant signedAt = Instant.ofEpochMilli(Long.parseLong(timestamp));
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(WINDOW) > 0) {
            throw new HubException(ErrorCode.TIMESTAMP_STALE, "",
                    List.of(place(HubHeaders.TIMESTAMP, "more than five minutes from the hub's clock")));
        }
        return signedAt;
    }

    private static String present(String header, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new HubException(ErrorCode.SIGNATURE_MISSING, "", List.of(place(header, "the header is missing")));
        }
        return value;
    }

    private static void check(boolean right, String header, String sentence) {
        if (!right) {
            throw new HubException(ErrorCode.SIGNATURE_WRONG, "", List.of(place(header, sentence)));
        }
    }

    private static Place place(String header, String sentence) {
        return new Place("header:" + header, "signature", sentence);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
