package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {
    static final String NAME = "汉中示例食品有限公司";
    private static final Bundles BUNDLES = new Bundles();
    private static DoorServer server;

    @BeforeAll
    static void start() {
        server = new DoorServer();
        server.active().swap(BUNDLES.start());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        BUNDLES.recorded.clear();
        BUNDLES.refused.clear();
    }

    @Test
    void recordsASignedCaseAndAnswersWithItsReceipt() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        byte[] body = aCase("P-1");

        HttpResponse<String> answer = server.send(server.signed("POST", "/in/desk/cases", body)
                .header("traceparent", traceparent));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"messageId\":\"m-1\",\"caseNo\":\"P-1\"}");
        Recording recording = BUNDLES.recorded.remove();
        assertThat(recording.connector()).isEqualTo("desk");
        assertThat(recording.key()).isEqualTo("P-1/1");
        assertThat(recording.type()).isEqualTo("case.submitted");
        assertThat(recording.caseNo()).isEqualTo("P-1");
        assertThat(recording.original()).isEqualTo(body);
        assertThat(recording.address()).isEqualTo(new Address.To(List.of("office")));
        assertThat(recording.traceparent()).isEqualTo(traceparent);
        assertThat(recording.nonce()).isNotBlank();
        assertThat(recording.bundle()).isEqualTo(server.active().digest().orElseThrow());
        assertThat(recording.identifiers()).containsExactly(new Recording.Identifier("name", NAME));
        assertThat(recording.entry()).isInstanceOfSatisfying(CaseEntry.Submission.class, submission -> {
            assertThat(submission.version()).isEqualTo(1);
            assertThat(submission.taskCode()).isEqualTo(Bundles.TASK);
            assertThat(submission.steps()).extracting(step -> step.target()).containsExactly(CaseState.RECEIVED);
        });
        assertThat(server.meters().find("hub.door").tags("connector", "desk", "outcome", "recorded").timer().count())
                .isPositive();
    }

    @Test
    void theIdempotencyKeyOfTheCallerGoesBeforeThatOfTheBody() {
        server.send(server.signed("POST", "/in/desk/cases", aCase("P-1")).header("Idempotency-Key", "k-77"));

        assertThat(BUNDLES.recorded.remove().key()).isEqualTo("k-77");
    }

    @Test
    void aPathParameterReachesTheMapping() {
        HttpResponse<String> answer = server.send(server.signed("POST", "/in/desk/cases/P-9/withdrawals",
                "{\"time\":\"2026-03-16T10:00:00+08:00\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).isEqualTo(202);
        Recording recording = BUNDLES.recorded.remove();
        assertThat(recording.type()).isEqualTo("case.withdrawn");
        assertThat(recording.key()).isEqualTo("P-9/WITHDRAWN");
        assertThat(recording.address()).isEqualTo(new Address.CaseHandler());
    }

    @Test
    void answersAQueryAndSaysNothingOfOtherCases() throws IOException {
        HttpResponse<String> known = server.send(server.signed("GET", "/in/desk/cases/P-1", new byte[0]));
        HttpResponse<String> other = server.send(server.signed("GET", "/in/desk/cases/P-2", new byte[0]));

        assertThat(known.statusCode()).isEqualTo(200);
        JsonNode view = new ObjectMapper().readTree(known.body());
        assertThat(view.at("/state").asText()).isEqualTo("RECEIVED");
        assertThat(view.at("/stateName").asText()).isEqualTo("收件");
        assertThat(view.at("/steps/0/at").asText()).isEqualTo("2026-03-16T09:30:00+08:00");
        assertProblem(other, ErrorCode.CASE_UNKNOWN);
        assertThat(BUNDLES.refused).isEmpty();
    }

    @Test
    void aProblemSpeaksBothLanguagesAndNamesThePlaceAndTheTrace() throws IOException {
        byte[] body = ("{\"caseNo\":\"P-1\",\"version\":\"1\",\"taskCode\":\"x\",\"applicant\":\"" + NAME + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = server.send(server.signed("POST", "/in/desk/cases", body)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        JsonNode problem = assertProblem(answer, ErrorCode.CONTRACT_VIOLATION);
        assertThat(problem.path("type").asText()).isEqualTo("urn:tongban:error:contract-violation");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).contains("没有收下");
        assertThat(problem.path("detailEn").asText()).contains("nothing was taken in");
        assertThat(problem.path("traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(problem.path("places").findValuesAsText("pointer")).contains("/version");
        assertThat(answer.body()).doesNotContain(NAME);
        RefusedBytes.Refusal refusal = BUNDLES.refused.remove();
        assertThat(refusal.body()).isEqualTo(body);
        assertThat(refusal.sender()).isEqualTo("desk-01");
        assertThat(refusal.door()).isEqualTo("/in/desk/cases");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "not json|BODY_NOT_JSON",
        "{\"caseNo\":\"P-1\"|BODY_TRUNCATED",
        "{}|CONTRACT_VIOLATION",
        "[[[[[[[[[[1]]]]]]]]]]|BODY_TOO_DEEP",
        "{\"caseNo\":\"P-1\",\"version\":1,\"taskCode\":\"none\",\"applicant\":\"a\",\"receivedAt\":\"2026-03-16T09:30:00+08:00\"}|UNKNOWN_ITEM",
    })
    void refusesABadBody(String body, ErrorCode code) throws IOException {
        HttpResponse<String> answer =
                server.send(server.signed("POST", "/in/desk/cases", body.getBytes(StandardCharsets.UTF_8)));

        assertProblem(answer, code);
        assertThat(BUNDLES.recorded).isEmpty();
        assertThat(BUNDLES.refused).hasSize(1);
    }

    @Test
    void refusesBytesOfAnotherCharset() throws IOException {
        byte[] body = new String(aCase("P-1"), StandardCharsets.UTF_8).getBytes("GB18030");

        assertProblem(server.send(server.signed("POST", "/in/desk/cases", body)), ErrorCode.CHARSET_UNREADABLE);
    }

    @Test
    void refusesWhatIsNotSignedOrNotByThisSender() throws IOException {
        byte[] body = aCase("P-1");
        HttpRequest.Builder unsigned = server.plain("/in/desk/cases").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpRequest.Builder stranger = server.signed("POST", "/in/desk/cases", body).setHeader("X-Hub-Sender", "x");
        HttpRequest.Builder changed = server.signed("POST", "/in/desk/cases", body)
                .POST(HttpRequest.BodyPublishers.ofByteArray(aCase("P-2")));
        HttpRequest.Builder late = server.signed("POST", "/in/desk/cases", body)
                .setHeader("X-Hub-Timestamp", "1700000000000");
        HttpRequest.Builder twice = server.signed("POST", "/in/desk/cases", body).header("X-Hub-Nonce", "another-nonce-16");

        assertProblem(server.send(unsigned), ErrorCode.SIGNATURE_MISSING);
        assertProblem(server.send(stranger), ErrorCode.SENDER_UNKNOWN);
        assertProblem(server.send(changed), ErrorCode.SIGNATURE_WRONG);
        assertProblem(server.send(late), ErrorCode.TIMESTAMP_STALE);
        assertProblem(server.send(twice), ErrorCode.REQUEST_INVALID);
        assertThat(BUNDLES.recorded).isEmpty();
    }

    @Test
    void refusesTypesThatAreNotTakenIn() throws IOException {
        byte[] body = aCase("P-1");
        HttpRequest.Builder none = server.plain("/in/desk/cases").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpRequest.Builder form = server.plain("/in/desk/cases")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=b"));
        HttpRequest.Builder packed = server.signed("POST", "/in/desk/cases", body).header("Content-Encoding", "gzip");

        assertProblem(server.send(none), ErrorCode.CONTENT_TYPE_MISSING);
        assertProblem(server.send(form), ErrorCode.CONTENT_TYPE_UNSUPPORTED);
        assertProblem(server.send(packed), ErrorCode.CONTENT_TYPE_UNSUPPORTED);
    }

    @Test
    void refusesALargeBodyBeforeReadingItAndWhileReadingIt() throws IOException {
        byte[] large = new byte[65 * 1024];
        HttpRequest.Builder chunked = server.plain("/in/desk/cases").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large)));

        assertProblem(server.send(server.signed("POST", "/in/desk/cases", large)), ErrorCode.BODY_TOO_LARGE);
        assertProblem(server.send(chunked), ErrorCode.BODY_TOO_LARGE);
        String head = "POST /in/desk/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10000000\r\n\r\n";
        assertThat(raw(head)).as("answered although not one byte of the body came").startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyThatIsCutShortIsNotTakenIn() throws IOException {
        String head = "POST /in/desk/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 50\r\n\r\n{\"caseNo\"";

        assertThat(raw(head)).startsWith("HTTP/1.1 400").contains("body-truncated");
        assertThat(BUNDLES.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/in/desk/cases/a%2Fb", "/in/desk/cases/a%5Cb", "/in/desk/cases/%2e%2e", "/in/desk/cases/a%00b",
        "/in/desk/cases/a%0Ab", "/in/desk/cases/%zz", "/in/desk/cases/%C0%AF", "/in/desk/cases/a;b",
        "/in/desk/cases/a%20b", "/in/desk/cases/%E6%A1%88",
        "/in/desk/cases/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void refusesAPathInAnId(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"id-malformed\"").doesNotContain("<html");
    }

    @Test
    void refusesUnknownDoorsAndMethods() throws IOException {
        HttpResponse<String> method = server.send(server.signed("PUT", "/in/desk/cases/P-1", new byte[0]));

        assertProblem(method, ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertProblem(server.send(server.plain("/in/nobody/cases").GET()), ErrorCode.NOT_FOUND);
        assertProblem(server.send(server.plain("/in/desk/cases/").GET()), ErrorCode.ID_MALFORMED);
        assertProblem(server.send(server.plain("/services/desk").GET()), ErrorCode.NOT_FOUND);
    }

    static JsonNode assertProblem(HttpResponse<String> answer, ErrorCode code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code.status());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code.code());
        assertThat(problem.path("status").asInt()).isEqualTo(code.status());
        return problem;
    }

    static byte[] aCase(String caseNo) {
        return ("{\"caseNo\":\"" + caseNo + "\",\"version\":1,\"taskCode\":\"" + Bundles.TASK + "\",\"applicant\":\"" + NAME
                + "\",\"receivedAt\":\"2026-03-16T09:30:00+08:00\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Sends exactly these bytes, ends its side and returns all that comes back. */
    private static String raw(String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
