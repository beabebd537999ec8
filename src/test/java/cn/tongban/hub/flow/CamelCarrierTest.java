package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.Outcome.Dead;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.delivery.Outcome.Doubtful;
import cn.tongban.hub.delivery.Outcome.Refused;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CamelCarrierTest {
    private static final String NAME = "汉中示例食品有限公司";
    private static final UUID DELIVERY = UUID.fromString("0195a2b4-0000-7000-8000-000000000001");
    private static final String YES = "{\"code\":\"200\",\"requestId\":\"" + DELIVERY + "\",\"acceptNo\":\"HZ1\"}";

    private final Bundles bundles = new Bundles();
    private final ActiveBundle active = new ActiveBundle();
    private final CamelCarrier carrier = new CamelCarrier(active);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        active.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void deliversASignedRequestAndKeepsTheReceipt() throws IOException {
        Office office = office(200, YES);

        AttemptResult result = carrier.send(submission());

        assertThat(result.outcome()).isEqualTo(new Delivered("HZ1", false));
        assertThat(result.bundleDigest()).isEqualTo(active.digest().orElseThrow());
        Office.Request request = office.only();
        assertThat(request.line()).isEqualTo("POST /office/cases");
        assertThat(result.sentDigest()).isEqualTo(Digests.hex(Digests.sha256(request.body())));
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("requestId").asText()).isEqualTo(DELIVERY.toString());
        assertThat(body.path("name").asText()).isEqualTo(NAME);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-Key")).isEqualTo(DELIVERY.toString());
        assertThat(request.header("X-App-Id")).isEqualTo("hub-test");
        assertThat(request.header("X-Sign")).isEqualTo(Sm3HeaderSignature.sign(new Secret("office-sign-key"),
                request.body(), request.header("X-Timestamp"), request.header("X-Nonce")));
        assertThat(request.header("traceparent"))
                .startsWith("00-" + submission().messageId().toString().replace("-", "") + "-");
        assertThat(request.names()).noneMatch(name -> name.startsWith("camel"));
    }

    @Test
    void aReceiptOfAnotherDeliveryIsADoubt() throws IOException {
        office(200, YES.replace(DELIVERY.toString(), UUID.randomUUID().toString()));
        assertThat(send()).isInstanceOfSatisfying(Doubtful.class, outcome ->
                assertThat(outcome.code()).isEqualTo(ErrorCode.RECEIPT_FOREIGN));

        office(200, "{\"code\":\"200\"}");
        assertThat(send()).isInstanceOfSatisfying(Doubtful.class, outcome ->
                assertThat(outcome.code()).isEqualTo(ErrorCode.RECEIPT_FOREIGN));
    }

    @Test
    void aRefusalKeepsThePartnersReasonWithoutThePerson() throws IOException {
        office(200, "{\"code\":\"300\",\"msg\":\"" + NAME + " 证号 610702190001010011 不符\"}");

        assertThat(send()).isEqualTo(new Refused(ErrorCode.DESTINATION_REFUSED, "300 *** 证号 *** 不符"));
    }

    @Test
    void aPartnerThatAsksToComeBackIsAskedOnceAndLater() throws IOException {
        Office office = office(503, "", "Retry-After: 7");

        AttemptResult result = carrier.send(submission());

        assertThat(result.outcome()).isEqualTo(
                new RetryLater(ErrorCode.DESTINATION_UNREACHABLE, "503", Duration.ofSeconds(7)));
        assertThat(office.requests()).as("the client must not repeat by itself").hasSize(1);
    }

    @Test
    void answersThatSayNothingClearAreDoubts() throws IOException {
        office(500, "oops");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(200, "<html>busy</html>");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(418, "{}");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(200, YES + " ".repeat(70_000));
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
    }

    @Test
    void whatProvablyDidNotLeaveIsTriedAgain() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            bundles.office("http://127.0.0.1:" + closed.getLocalPort() + "/office");
        }
        assertUnreachable();
        use("http://no-such-host.invalid/office");
        assertUnreachable();
        Office plain = office(200, YES);
        use("https://127.0.0.1:" + plain.port() + "/office");
        assertUnreachable();
    }

    @Test
    void aConnectionThatIsNotTakenIsTriedAgain() throws IOException {
        ServerSocket full = keep(new ServerSocket(0, 1));
        fillQueue(full);
        bundles.office("http://127.0.0.1:" + full.getLocalPort() + "/office");

        assertUnreachable();
    }

    @Test
    void anAnswerThatNeverComesIsADoubtAfterTheAnswerTimeout() throws IOException {
        Office office = raw(socket -> socket.getInputStream().readAllBytes());

        long start = System.nanoTime();
        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
        assertThat(office.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatDripsIsADoubtAfterTheTotalTimeout() throws IOException {
        raw(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                Office.pause(100);
            }
        });

        long start = System.nanoTime();
        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
    }

    @Test
    void anAnswerThatIsCutOrResetIsADoubtAndNotRepeated() throws IOException {
        Office silent = raw(socket -> Office.readHead(socket));
        assertDoubt(ErrorCode.ANSWER_LOST);
        assertThat(silent.connections()).as("no repeat by the client").isEqualTo(1);

        raw(socket -> {
            Office.readHead(socket);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        });
        assertDoubt(ErrorCode.ANSWER_LOST);

        raw(socket -> {
            Office.readHead(socket);
            socket.setSoLinger(true, 0);
        });
        assertDoubt(ErrorCode.ANSWER_LOST);
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        Office elsewhere = office(200, YES);
        Office office = office(307, "", "Location: http://127.0.0.1:" + elsewhere.port() + "/office/cases");

        assertDoubt(ErrorCode.ANSWER_UNREADABLE);

        assertThat(office.requests()).hasSize(1);
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void cookiesAreNotKept() throws IOException {
        Office office = office(200, YES, "Set-Cookie: a=b; Path=/");

        send();
        send();

        assertThat(office.requests()).hasSize(2).allSatisfy(request -> assertThat(request.names()).doesNotContain("cookie"));
    }

    @Test
    void ourOwnDefectsAreDeadAndNothingLeaves() throws IOException {
        Office office = office(200, YES);
        bundles.file("mappings/office/case-from-canonical.jslt", "{\"requestId\": $context.deliveryId}");
        swap();
        AttemptResult contract = carrier.send(submission());
        bundles.file("mappings/office/case-from-canonical.jslt", "{\"requestId\": error(\"broken\")}");
        swap();
        AttemptResult mapping = carrier.send(submission());

        assertThat(contract.outcome()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
        assertThat(mapping.outcome()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.MAPPING_FAILED));
        assertThat(contract.sentDigest()).isNull();
        assertThat(office.requests()).isEmpty();
    }

    @Test
    void whereNoRouteLeadsIsDead() throws IOException {
        office(200, YES);
        Attempt unknown = attempt("case.revoked");

        assertThat(carrier.send(unknown).outcome()).isEqualTo(new Dead(ErrorCode.NO_ROUTE, "case.revoked to office"));
        active.close();
        assertThat(carrier.send(unknown).outcome()).isInstanceOf(RetryLater.class);
    }

    @Test
    void probesAreSettledByTheNamedDeliveryOnly() throws IOException {
        Office office = office(200, YES);
        assertThat(carrier.probe(submission())).isEqualTo(new ProbeAnswer.Found("HZ1"));
        assertThat(office.only().line()).isEqualTo("GET /office/cases/P-1");
        assertThat(office.only().body()).isEmpty();

        office(404, "");
        assertThat(carrier.probe(submission())).isEqualTo(new ProbeAnswer.Absent());
        office(200, YES.replace(DELIVERY.toString(), "other"));
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
        office(500, "");
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
        raw(socket -> Office.readHead(socket));
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
    }

    /** Nobody accepts, so once the queue is full a connection is not answered at all. */
    private void fillQueue(ServerSocket full) throws IOException {
        for (int i = 0; i < 10; i++) {
            try {
                keep(new Socket()).connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException nowItIsFull) {
                return;
            }
        }
        throw new AssertionError("the queue takes everything");
    }

    private void assertDoubt(ErrorCode code) {
        AttemptResult result = carrier.send(submission());
        assertThat(result.outcome()).isInstanceOfSatisfying(Doubtful.class, doubt ->
                assertThat(doubt.code()).isEqualTo(code));
        assertThat(result.sentDigest()).hasSize(64);
    }

    private void assertUnreachable() {
        swap();
        AttemptResult result = carrier.send(submission());
        assertThat(result.outcome()).isInstanceOfSatisfying(RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
        assertThat(result.sentDigest()).isNull();
    }

    @Test
    void thePolicyOfTheRouteHoldsForWhatAKameletThrows(CapturedOutput output) throws IOException {
        raw(socket -> Office.readHead(socket));

        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(output).as("Camel logs what no policy took").doesNotContain("Failed delivery", "Exhausted");
    }

    private Outcome send() {
        return carrier.send(submission()).outcome();
    }

    private Office office(int status, String body, String... headers) throws IOException {
        Office office = keep(Office.answering(status, body, headers));
        use("http://127.0.0.1:" + office.port() + "/office");
        swap();
        return office;
    }

    private Office raw(Office.Conversation conversation) throws IOException {
        Office office = keep(Office.speaking(conversation));
        use("http://127.0.0.1:" + office.port() + "/office");
        swap();
        return office;
    }

    private void use(String baseUrl) {
        bundles.office(baseUrl);
    }

    private void swap() {
        active.swap(bundles.start());
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static Attempt submission() {
        return attempt("case.submitted");
    }

    private static Attempt attempt(String type) {
        String canonical = "{\"caseNo\":\"P-1\",\"version\":1,\"item\":{\"taskCode\":\"x\"},\"applicant\":{\"name\":\""
                + NAME + "\"}}";
        return new Attempt(DELIVERY, "office", 1, UUID.fromString("0195a2b4-0000-7000-8000-0000000000aa"), "P-1", type,
                Instant.parse("2026-03-16T01:30:00Z"), canonical.getBytes(StandardCharsets.UTF_8));
    }
}
