package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.support.Certs;
import cn.tongban.hub.support.ErrorCode;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub believes a partner's answer only when it is signed, new and of now; the partner is another toolkit's service. */
class SignedAnswersTest {
    private static final List<String> ALL = List.of("body", "stamp");

    @TempDir
    private static Path folder;

    private static Certs partner;
    private static Certs stranger;

    private final SoapBundle bundle = new SoapBundle();
    private final ActiveBundle active = new ActiveBundle();
    private final CamelCarrier carrier = new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC());
    private RiMinistry ministry;

    @BeforeAll
    static void certificates() {
        partner = Certs.make(folder, "partner", 30);
        stranger = Certs.make(folder, "stranger", 30);
    }

    @BeforeEach
    void start() throws Exception {
        start(SOAPBinding.SOAP11HTTP_BINDING);
    }

    private void start(String binding) throws Exception {
        ministry = RiMinistry.start(binding, false);
        active.swap(demanding().service(ministry.address()).bundles.start());
    }

    private SoapBundle demanding() throws Exception {
        if (!bundle.bundles.environment.containsKey("HUB_SECRET_MINISTRY_PARTNER")) {
            bundle.connector("secret: own-password}", "secret: own-password, answers: {signed-by: [partner]}}")
                    .connector("own-password]", "own-password, partner]");
            bundle.bundles.environment.put("HUB_SECRET_MINISTRY_PARTNER", partner.pem());
        }
        return bundle;
    }

    @AfterEach
    void stop() {
        active.close();
        ministry.close();
    }

    private Outcome send(String name) {
        Attempt plain = Carrying.submission();
        String canonical = "{\"caseNo\":\"P-1\",\"applicant\":{\"name\":\"" + name + "\"}}";
        return carrier.send(new Attempt(plain.deliveryId(), "ministry", 1, plain.messageId(), "P-1", "case.submitted",
                plain.recordedAt(), canonical.getBytes(StandardCharsets.UTF_8))).outcome();
    }

    private static String signed(Certs by, String version, String payload, Instant at, List<String> covered) {
        try {
            return Envelopes.signed(version, payload, Pem.key(by.pem()), Pem.certificates(by.pem()).get(0), at, covered);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertUnproven(String why) {
        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Doubtful.class, doubt -> {
            assertThat(doubt.code()).isEqualTo(ErrorCode.ANSWER_UNPROVEN);
            assertThat(doubt.reason()).isEqualTo("submit " + why);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Envelopes.V1_1, Envelopes.V1_2})
    void asksAndBelievesWhatIsSigned(String version) throws Exception {
        if (version.equals(Envelopes.V1_2)) {
            ministry.close();
            bundle.connector("version: \"1.1\"", "version: \"1.2\"");
            start(SOAPBinding.SOAP12HTTP_BINDING);
        }
        ministry.answering(payload -> signed(partner, version, payload, Instant.now(), ALL));

        assertThat(send("a")).isInstanceOfSatisfying(Outcome.Delivered.class, delivered ->
                assertThat(delivered.receiptNo()).isEqualTo("SX-1"));
        assertThat(send("b")).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aSignedFaultIsAnAnswerAndAnyOtherIsNone() {
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, Instant.now(), ALL));
        assertThat(send("fault")).isInstanceOfSatisfying(Outcome.Refused.class, refused ->
                assertThat(refused.reason()).isEqualTo("Client 事项已下线/E42"));

        ministry.answering(payload -> Envelopes.of(Envelopes.V1_1, "", payload));
        assertThat(send("fault")).isInstanceOfSatisfying(Outcome.Doubtful.class, doubt ->
                assertThat(doubt.code()).isEqualTo(ErrorCode.ANSWER_UNPROVEN));
    }

    @Test
    void whatIsMissingTamperedForeignOrOldIsADoubt() {
        Instant now = Instant.now();
        ministry.answering(payload -> Envelopes.of(Envelopes.V1_1, "", payload));
        assertUnproven("signature-missing");
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, now, ALL).replace("SX-1", "SX-2"));
        assertUnproven("signature-wrong");
        ministry.answering(payload -> signed(stranger, Envelopes.V1_1, payload, now, ALL));
        assertUnproven("signature-wrong");
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, now, List.of("body")));
        assertUnproven("signature-wrong");
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, now, List.of("stamp")));
        assertUnproven("signature-wrong");
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, now.minusSeconds(700), ALL));
        assertUnproven("timestamp-stale");
        ministry.answering(payload -> signed(partner, Envelopes.V1_1, payload, now.plusSeconds(700), ALL));
        assertUnproven("timestamp-stale");
    }

    /** A second signature of the same content would be valid too, so it is the content that counts once. */
    @Test
    void anAnswerThatCameBeforeIsADoubtAlsoUnderANewSignature() {
        Instant now = Instant.now();
        AtomicReference<String> first = new AtomicReference<>();
        ministry.answering(payload -> {
            first.compareAndSet(null, payload);
            return signed(partner, Envelopes.V1_1, first.get(), now, ALL);
        });

        assertThat(send("a")).isInstanceOf(Outcome.Delivered.class);
        assertUnproven("nonce-replayed");
    }

    @Test
    void anAnswerOutsideOfAnyEnvelopeProvesNothing() throws IOException {
        String forged = "{\"requestId\":\"" + Carrying.DELIVERY + "\",\"code\":\"200\",\"acceptNo\":\"SX-9\"}";
        for (String type : List.of("application/json", "text/xml")) {
            try (Office office = Office.answering(200, forged, "Content-Type: " + type)) {
                active.swap(bundle.service("http://127.0.0.1:" + office.port() + "/ministry").bundles.start());
                assertUnproven("signature-missing");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
