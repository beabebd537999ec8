package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
    private static final Instant NOW = Instant.parse("2026-03-16T01:30:00Z");
    private static final String TIMESTAMP = Long.toString(NOW.toEpochMilli());
    private static final String NONCE = "n0nce-of-16-char";
    private static final Secret KEY = new Secret("demo-key-of-the-window");
    private static final SignedRequest REQUEST =
            new SignedRequest("POST", "/in/city-window/cases?x=%2F", "{\"项目\":1}".getBytes(StandardCharsets.UTF_8));
    private static final ConnectorDescriptor WINDOW = new ConnectorDescriptor(
            "city-window", new Bilingual("窗", "w"), new Bilingual("窗", "w"), Direction.IN, Map.of(), List.of("door-key"), Map.of(),
            Optional.of(new Door(DoorScheme.HMAC_SM3, Map.of("city-window-01", List.of("door-key")), 1024, 8, 4, Optional.empty())),
            Optional.empty(), new StepSettings(List.of(), Duration.ofHours(1), false), Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty());
    private static final Secrets SECRETS = new Secrets(Map.of("city-window.door-key", KEY));

    private final HmacSm3Signature signature = new HmacSm3Signature(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void sm3MatchesThePublishedVectors() {
        assertThat(Sm3.hex("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex("汉中".getBytes(StandardCharsets.UTF_8), "经开区".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("4bb5dac4f501029bb81a8bf79869c89f09690e406686eea446a7431394b9770f");
    }

    @Test
    void hmacWithPrecomputedPadsEqualsTheLibrary() {
        Random random = new Random(20260316);
        for (int keyLength : new int[] {0, 1, 32, 63, 64, 65, 200}) {
            byte[] key = bytes(random, keyLength);
            byte[] message = bytes(random, random.nextInt(300));
            HMac library = new HMac(new SM3Digest());
            library.init(new KeyParameter(key));
            library.update(message, 0, message.length);
            byte[] expected = new byte[Sm3.LENGTH];
            library.doFinal(expected, 0);

            HmacSm3Key precomputed = new HmacSm3Key(key);

            assertThat(precomputed.mac(message)).isEqualTo(expected);
            assertThat(precomputed.mac(message)).as("the state is not used up").isEqualTo(expected);
        }
    }

    @Test
    void theVectorOfTheContractHolds() {
        assertThat(HmacSm3Signature.sign(KEY, REQUEST, TIMESTAMP, NONCE)).isEqualTo(VECTOR);
    }

    private static final String VECTOR = "153c7ddb1b5c1883eff38fff5ff09f84fa3bbe2c3368e887996254e61f0e0023";

    @Test
    void acceptsItsOwnSignature() {
        Map<String, String> headers = Map.ofEntries(
                signature.headers("city-window-01", KEY, REQUEST).toArray(Map.Entry[]::new));

        VerifiedSender sender = signature.verify(WINDOW, SECRETS, new HubHeaders(
                headers.get("X-Hub-Sender"), headers.get("X-Hub-Timestamp"), headers.get("X-Hub-Nonce"),
                headers.get("X-Hub-Signature")), REQUEST);

        assertThat(sender.sender()).isEqualTo("city-window-01");
        assertThat(sender.nonce()).matches("[A-Za-z0-9_-]{16,64}");
        assertThat(sender.signedAt()).isEqualTo(NOW);
    }

    @Test
    void eachOfASendersKeysOpensAndTheVerdictNamesIt() {
        ConnectorDescriptor two = new ConnectorDescriptor(WINDOW.id(), WINDOW.name(), WINDOW.owner(), WINDOW.direction(),
                Map.of(), List.of("door-key", "door-key-next"), Map.of(),
                Optional.of(new Door(DoorScheme.HMAC_SM3,
                        Map.of("city-window-01", List.of("door-key", "door-key-next")), 1024, 8, 4, Optional.empty())),
                WINDOW.deliver(), WINDOW.steps(), Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty());
        Secret next = new Secret("the next key");
        Secrets both = new Secrets(Map.of("city-window.door-key", KEY, "city-window.door-key-next", next));
        HubHeaders old = new HubHeaders("city-window-01", TIMESTAMP, NONCE,
                HmacSm3Signature.sign(KEY, REQUEST, TIMESTAMP, NONCE));
        HubHeaders fresh = new HubHeaders("city-window-01", TIMESTAMP, NONCE,
                HmacSm3Signature.sign(next, REQUEST, TIMESTAMP, NONCE));

        assertThat(signature.verify(two, both, old, REQUEST).key()).isEqualTo("door-key");
        assertThat(signature.verify(two, both, fresh, REQUEST).key()).isEqualTo("door-key-next");
        assertThat(two.isOptional("door-key")).isFalse();
        assertThat(two.isOptional("door-key-next")).isTrue();
        HubException refused = catchThrowableOfType(
                HubException.class, () -> signature.verify(two, SECRETS, fresh, REQUEST));
        assertThat(refused.code()).isEqualTo(cn.tongban.hub.support.ErrorCode.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "city-window-01,299999,n0nce-of-16-char,ok",
        "city-window-01,-300000,n0nce-of-16-char,ok",
        "city-window-01,300001,n0nce-of-16-char,TIMESTAMP_STALE",
        "city-window-01,-300001,n0nce-of-16-char,TIMESTAMP_STALE",
        "city-window-02,0,n0nce-of-16-char,SENDER_UNKNOWN",
        "city-window-01,0,n0nce-of-15-cha,SIGNATURE_WRONG",
        "city-window-01,0,n0nce/of+16=char,SIGNATURE_WRONG",
    })
    void judges(String sender, long offset, String nonce, String expected) {
        String timestamp = Long.toString(NOW.toEpochMilli() + offset);
        HubHeaders headers = new HubHeaders(
                sender, timestamp, nonce, HmacSm3Signature.sign(KEY, REQUEST, timestamp, nonce));

        assertThat(verdict(headers, REQUEST)).isEqualTo(expected);
    }

    @Test
    void refusesWhenAnyCoveredPartDiffers() {
        HubHeaders headers = new HubHeaders(
                "city-window-01", TIMESTAMP, NONCE, HmacSm3Signature.sign(KEY, REQUEST, TIMESTAMP, NONCE));

        assertThat(verdict(headers, REQUEST)).isEqualTo("ok");
        assertThat(verdict(headers, new SignedRequest("PUT", REQUEST.pathWithQuery(), REQUEST.bodySm3())))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(headers, new SignedRequest("POST", "/in/city-window/cases?x=/", REQUEST.bodySm3())))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(headers, new SignedRequest("POST", REQUEST.pathWithQuery(), new byte[0])))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(new HubHeaders("city-window-01", TIMESTAMP, "another-nonce-16", headers.signature()), REQUEST))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(new HubHeaders("city-window-01", "tomorrow", NONCE, headers.signature()), REQUEST))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(new HubHeaders("city-window-01", TIMESTAMP, NONCE, "名"), REQUEST))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(verdict(new HubHeaders("city-window-01", TIMESTAMP, null, headers.signature()), REQUEST))
                .isEqualTo("SIGNATURE_MISSING");
    }

    @Test
    void headerSignatureIsSm3OverBodyTimeNonceSecret() {
        String sign = Sm3HeaderSignature.sign(
                new Secret("SECRET123"), "{}".getBytes(StandardCharsets.UTF_8), "1773624600000", "a1b2c3");

        assertThat(sign).isEqualTo(Sm3.hex("{}1773624600000a1b2c3SECRET123".getBytes(StandardCharsets.UTF_8)));
    }

    private String verdict(HubHeaders headers, SignedRequest request) {
        HubException refused = catchThrowableOfType(
                HubException.class, () -> signature.verify(WINDOW, SECRETS, headers, request));
        return refused == null ? "ok" : refused.code().name();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
