package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrialBundleTest {
    private static final Instant AT = Instant.parse("2026-03-16T01:30:00Z");
    private static final UUID MESSAGE = UUID.fromString("0195a2b4-0000-7000-8000-0000000000aa");
    private static final String CASE = "{\"caseNo\":\"P-1\",\"version\":1,\"receivedAt\":\"2026-03-16T09:30:00+08:00\","
            + "\"taskCode\":\"" + Bundles.TASK + "\",\"applicant\":\"" + Carrying.NAME + "\"}";

    private final TrialBundle trial = TrialBundle.start(
            BundleLoader.readForTrial(BundleFiles.fromDirectory(Path.of("src/test/resources/flow-bundle"))),
            new TrialPorts(Clock.fixed(AT, ZoneOffset.UTC), () -> MESSAGE));

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aRequestBecomesWhatWouldBeRecordedAndTheDoorsAnswer() {
        TrialTaken taken = trial.request(submission(CASE, Optional.of("desk-01")), TrialOptions.STATIONS);

        assertThat(taken.problem()).isEmpty();
        assertThat(taken.route()).contains("in.record");
        assertThat(taken.recorded()).hasValueSatisfying(recording -> {
            assertThat(recording.type()).isEqualTo("case.submitted");
            assertThat(recording.key()).isEqualTo("P-1/1");
            assertThat(recording.address()).isEqualTo(new Address.To(List.of("office")));
            assertThat(recording.bundle()).isEqualTo(trial.bundle().files().digest());
        });
        assertThat(taken.answer()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(MESSAGE.toString(), "\"P-1\"");
        });
        assertThat(taken.stations()).extracting(TrialStation::uri).containsExactly("hub:verify/desk", "hub:validate/desk/case",
                "hub:map/desk/case-to-canonical", "hub:address/item-catalogue", "hub:record/case.submitted?key=/caseNo,/version");
    }

    @Test
    void aRefusalTellsCodeAndPlacesAndRecordsNothing() {
        TrialTaken taken = trial.request(
                submission(CASE.replace("\"caseNo\":\"P-1\",", ""), Optional.of("desk-01")), TrialOptions.PLAIN);

        assertThat(taken.recorded()).isEmpty();
        assertThat(taken.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
            assertThat(problem.places()).isNotEmpty();
        });
        assertThat(taken.answer()).hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(422));
        assertThat(taken.stations()).isEmpty();
    }

    @Test
    void withoutAVouchedSenderTheDoorChecksTheSignature() {
        String time = Long.toString(AT.toEpochMilli());
        String nonce = "n0nce-of-16-char";
        String sign = HmacSm3Signature.sign(new Secret("stand-in-for-desk.door-key"),
                new SignedRequest("POST", "/in/desk/cases", Sm3.hex(CASE.getBytes(StandardCharsets.UTF_8))), time, nonce);
        List<Map.Entry<String, String>> signed = List.of(Map.entry("Content-Type", "application/json"),
                Map.entry("X-Hub-Sender", "desk-01"), Map.entry("X-Hub-Timestamp", time), Map.entry("X-Hub-Nonce", nonce),
                Map.entry("X-Hub-Signature", sign));

        assertThat(trial.request(submission(CASE, Optional.empty()), TrialOptions.PLAIN).problem())
                .map(HubException::code).contains(ErrorCode.SIGNATURE_MISSING);
        assertThat(trial.request(new TrialRequest("POST", "/in/desk/cases", signed, CASE.getBytes(StandardCharsets.UTF_8),
                Optional.empty(), AT), TrialOptions.PLAIN).recorded()).isPresent();
    }

    @Test
    void whatIsNoDoorIsAnsweredAsTheHubWould() {
        TrialTaken nowhere = trial.request(new TrialRequest("GET", "/in/desk/elsewhere?x=1", List.of(), new byte[0],
                Optional.of("desk-01"), AT), TrialOptions.PLAIN);

        assertThat(nowhere.route()).isEmpty();
        assertThat(nowhere.problem()).map(HubException::code).contains(ErrorCode.NOT_FOUND);
        assertThat(nowhere.answer()).map(TrialTaken.Answer::status).contains(404);
    }

    @Test
    void aQuestionFindsTheCaseThatTheTrialKnows() {
        TrialRequest question = new TrialRequest("GET", "/in/desk/cases/P-1", List.of(), new byte[0],
                Optional.of("desk-01"), AT);
        CaseLookup.CaseView view = new CaseLookup.CaseView("P-1", CaseState.ACCEPTED, AT, List.of());

        TrialTaken known = trial.request(question, TrialOptions.PLAIN.knowing(view));
        TrialTaken unknown = trial.request(question, TrialOptions.PLAIN);

        assertThat(known.answer()).map(answer -> new String(answer.body(), StandardCharsets.UTF_8)).get()
                .asString().contains("ACCEPTED");
        assertThat(unknown.problem()).map(HubException::code).contains(ErrorCode.CASE_UNKNOWN);
    }

    @Test
    void aDeliveryIsTheExactRequestSignedWithAStandIn() {
        TrialCarried carried = trial.carry(Carrying.submission(), answering(200, Carrying.YES), TrialOptions.PLAIN);

        assertThat(carried.outcome()).isEqualTo(new Outcome.Delivered("HZ1", false));
        assertThat(carried.route()).contains("out.submit");
        assertThat(carried.sent()).singleElement().isInstanceOfSatisfying(TrialSent.Request.class, request -> {
            assertThat(request.connector()).isEqualTo("office");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.address().getPath()).endsWith("/cases");
            Map<String, String> headers = new HashMap<>();
            request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            assertThat(headers.get("X-Sign")).isEqualTo(Sm3HeaderSignature.sign(
                    new Secret("stand-in-for-office.sign-key"), request.body(), headers.get("X-Timestamp"),
                    headers.get("X-Nonce")));
            assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains(Carrying.DELIVERY.toString());
        });
    }

    @Test
    void lostUnreachableAndStrangeAnswersMeanWhatTheyMeanInTheHub() {
        assertThat(outcome(sent -> new TrialReply.Lost())).isInstanceOf(Outcome.Doubtful.class);
        assertThat(outcome(sent -> new TrialReply.Unreachable())).isInstanceOf(Outcome.RetryLater.class);
        assertThat(outcome(answering(200, "{\"code\":\"200\"}"))).isInstanceOfSatisfying(Outcome.Doubtful.class,
                doubt -> assertThat(doubt.code()).isEqualTo(ErrorCode.RECEIPT_FOREIGN));
        assertThat(trial.carry(Carrying.attempt("case.revoked"), TrialReplies.NONE, TrialOptions.PLAIN).outcome())
                .isInstanceOfSatisfying(Outcome.Dead.class, dead -> assertThat(dead.code()).isEqualTo(ErrorCode.NO_ROUTE));
    }

    @Test
    void aProbeAsksAndIsSettledByTheAnswer() {
        TrialAsked found = trial.probe(Carrying.submission(), answering(200, Carrying.YES), TrialOptions.PLAIN);
        TrialAsked absent = trial.probe(Carrying.submission(), answering(404, ""), TrialOptions.PLAIN);

        assertThat(found.answer()).isEqualTo(new ProbeAnswer.Found("HZ1"));
        assertThat(found.route()).contains("out.probe");
        assertThat(absent.answer()).isEqualTo(new ProbeAnswer.Absent());
    }

    @Test
    void manyThreadsTryManyMessagesAndNoneSeesAnothers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, 4000).mapToObj(this::tryOne).toList();
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Boolean> tryOne(int i) {
        return () -> {
            String caseNo = "P-" + i;
            TrialTaken taken = trial.request(submission(CASE.replace("P-1", caseNo), Optional.of("desk-01")),
                    TrialOptions.PLAIN);
            return taken.recorded().orElseThrow().caseNo().equals(caseNo);
        };
    }

    @Test
    void afterCloseNoThreadIsLeftAndNothingIsTried() {
        TrialBundle other = TrialBundle.start(trial.bundle(), new TrialPorts(Clock.systemUTC(), () -> MESSAGE));
        List<Thread> before = hubThreads();
        other.carry(Carrying.submission(), answering(200, Carrying.YES), TrialOptions.PLAIN);

        other.close();

        // Camel's own task of stopping ends a moment after it.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(hubThreads()).isSubsetOf(before));
        assertThatThrownBy(() -> other.request(submission(CASE, Optional.of("desk-01")), TrialOptions.PLAIN))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPING));
    }

    private static List<Thread> hubThreads() {
        return new ArrayList<>(Thread.getAllStackTraces().keySet()).stream()
                .filter(thread -> thread.getName().startsWith("hub-") || thread.getName().startsWith("Camel"))
                .toList();
    }

    private Outcome outcome(TrialReplies replies) {
        return trial.carry(Carrying.submission(), replies, TrialOptions.PLAIN).outcome();
    }

    private static TrialReplies answering(int status, String body) {
        return sent -> new TrialReply.Answer(status, "application/json", Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static TrialRequest submission(String body, Optional<String> vouched) {
        return new TrialRequest("POST", "/in/desk/cases", List.of(Map.entry("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8), vouched, AT);
    }
}
