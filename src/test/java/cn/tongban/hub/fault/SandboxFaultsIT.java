package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The witness must be trusted before the hub is judged by it: each fault switch of the sandbox, as a real process. */
class SandboxFaultsIT {
    @TempDir
    private static Path folder;

    private static SandboxProcess sandbox;
    private static int serial;

    private final String caseNo = "11610700Y00000016L300013199900020260316%04d".formatted(++serial);
    private PlatformClient client;

    @BeforeAll
    static void start() {
        sandbox = SandboxProcess.start(folder, URI.create("http://127.0.0.1:9"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void connect() {
        client = new PlatformClient(sandbox.platformUrl(), Duration.ofSeconds(2));
    }

    @AfterEach
    void heal() {
        sandbox.platform().healthy();
        client.close();
    }

    @Test
    void takesACaseAndAnswersTheProbeByRequest() throws IOException {
        assertThat(client.probe(caseNo).status()).isEqualTo(404);

        WireAnswer answer = client.submit(caseNo, "r1");

        assertThat(answer.bodyText()).contains("\"code\":\"200\"", "\"requestId\":\"r1\"", "\"acceptNo\":\"HZ");
        assertThat(client.probe(caseNo).bodyText()).contains("\"requestId\":\"r1\"");
        assertThat(raw()).extracting(RawRequest::operation).containsExactly("probe", "submit", "probe");
    }

    @Test
    void aRepeatMakesASecondCaseUnlessThePlatformIsToldToRecogniseIt() throws IOException {
        client.submit(caseNo, "r1");
        client.submit(caseNo, "r1");
        assertThat(raw()).extracting(RawRequest::effect).containsExactly("created", "created");

        sandbox.platform().command("PUT", "repeats", "{\"recognised\":true}");
        assertThat(client.submit(caseNo, "r1").bodyText()).contains("\"code\":\"300\"", "已存在");
        sandbox.platform().command("PUT", "repeats", "{\"recognised\":false}");
        assertThat(raw()).extracting(RawRequest::effect).containsExactly("created", "created", "repeat");
    }

    @Test
    void withdrawsAKnownCaseAndListsTheWithdrawalInTheProbe() throws IOException {
        assertThat(client.withdraw(caseNo, "w0").status()).isEqualTo(404);
        client.submit(caseNo, "r1");

        assertThat(client.withdraw(caseNo, "w1").bodyText()).contains("\"code\":\"200\"", "\"requestId\":\"w1\"");
        assertThat(client.probe(caseNo).bodyText()).contains("\"requestId\":\"r1\"", "\"requestId\":\"w1\"");
    }

    @Test
    void rejectsAWrongSignatureAndSaysSoInTheRecord() throws IOException {
        try (cn.tongban.sandbox.wire.WireClient plain =
                new cn.tongban.sandbox.wire.WireClient(sandbox.platformUrl(), Duration.ofSeconds(2))) {
            byte[] body = "{\"requestId\":\"r\",\"projNo\":\"%s\"}".formatted(caseNo).getBytes("UTF-8");

            assertThat(plain.send("POST", "/city-platform/cases", List.of(), body).status()).isEqualTo(401);
        }
        assertThat(raw()).singleElement().satisfies(request -> {
            assertThat(request.signature()).isEqualTo("missing");
            assertThat(request.effect()).isEqualTo("none");
        });
    }

    @Test
    void isSlow() throws IOException {
        sandbox.platform().faults("{\"fault\":\"slow\",\"millis\":500,\"times\":1}");
        long start = System.nanoTime();

        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertEffect("slow", "created");
    }

    @Test
    void isDownAndUpAgainOnTheSamePort() throws IOException {
        sandbox.platform().down();
        assertThatThrownBy(() -> client.submit(caseNo, "r1")).isInstanceOf(ConnectException.class);
        assertThat(raw()).isEmpty();

        sandbox.platform().noFaults();
        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(200);
    }

    /** No usable answer, whether the work was done or not. */
    @ParameterizedTest
    @CsvSource({
        "silent, none, java.net.SocketTimeoutException",
        "answer-held, created, java.net.SocketTimeoutException",
        "request-lost, none, cn.tongban.sandbox.wire.WireException",
        "answer-lost, created, cn.tongban.sandbox.wire.WireException",
        "reset, created, java.net.SocketException",
        "truncated, created, cn.tongban.sandbox.wire.WireException"
    })
    void breaksOff(String fault, String effect, Class<? extends Throwable> seen) {
        sandbox.platform().faults("{\"fault\":\"%s\"}".formatted(fault));

        assertThatThrownBy(() -> client.submit(caseNo, "r1")).isInstanceOf(seen);

        assertEffect(fault, effect);
    }

    @Test
    void answers500AfterTheWork() throws IOException {
        sandbox.platform().faults("{\"fault\":\"error-after-work\"}");

        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(500);

        assertEffect("error-after-work", "created");
    }

    @Test
    void dripsItsAnswer() {
        sandbox.platform().faults("{\"fault\":\"drip\",\"millis\":1000}");
        client.close();
        client = new PlatformClient(sandbox.platformUrl(), Duration.ofMillis(300));

        assertThatThrownBy(() -> client.submit(caseNo, "r1")).isInstanceOf(SocketTimeoutException.class);

        assertEffect("drip", "created");
    }

    @Test
    void answersGarbage() throws IOException {
        sandbox.platform().faults("{\"fault\":\"malformed\"}");

        assertThat(client.submit(caseNo, "r1").bodyText()).isEqualTo("{\"code\":\"200\",\"msg\":\"");

        assertEffect("malformed", "created");
    }

    @Test
    void saysAnErrorWith200() throws IOException {
        sandbox.platform().faults("{\"fault\":\"error-text\"}");

        WireAnswer answer = client.submit(caseNo, "r1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).contains("系统繁忙");
        assertEffect("error-text", "none");
    }

    @Test
    void answersWithTheReceiptOfAnother() throws IOException {
        sandbox.platform().faults("{\"fault\":\"foreign-receipt\"}");

        assertThat(client.submit(caseNo, "r1").bodyText()).contains("\"code\":\"200\"").doesNotContain("r1");

        assertEffect("foreign-receipt", "created");
    }

    @Test
    void isBusyAndSaysWhenToComeBack() throws IOException {
        sandbox.platform().faults("{\"fault\":\"busy\",\"millis\":2000}");

        WireAnswer answer = client.submit(caseNo, "r1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertEffect("busy", "none");
    }

    @Test
    void isClosedAndSpeaksInAnotherCharset() throws IOException {
        sandbox.platform().faults("{\"fault\":\"closed\",\"times\":1}");
        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(503);
        assertEffect("closed", "none");

        sandbox.platform().faults("{\"fault\":\"wrong-charset\"}");
        byte[] answer = client.probe(caseNo).body();

        assertThat(new String(answer, Charset.forName("GBK"))).contains("办件不存在");
        assertThat(new String(answer, StandardCharsets.UTF_8)).doesNotContain("办件不存在");
    }

    @Test
    void refusesForGood() throws IOException {
        sandbox.platform().faults("{\"fault\":\"refused\"}");

        assertThat(client.submit(caseNo, "r1").bodyText()).contains("\"code\":\"300\"");

        assertEffect("refused", "none");
    }

    @Test
    void aRuleStrikesOnlyItsCaseItsOperationAndItsNumberOfTimes() throws IOException {
        sandbox.platform()
                .faults("{\"fault\":\"busy\",\"operation\":\"submit\",\"caseNo\":\"" + caseNo + "\",\"times\":2}");

        assertThat(client.submit(caseNo + "x", "r0").status()).isEqualTo(200);
        assertThat(client.probe(caseNo).status()).isEqualTo(404);
        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(503);
        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(503);
        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(200);
    }

    @Test
    void aRuleCanLetTheFirstOnesThrough() throws IOException {
        sandbox.platform().faults("{\"fault\":\"busy\",\"skip\":2,\"times\":1}");

        assertThat(client.submit(caseNo, "r1").status()).isEqualTo(200);
        assertThat(client.submit(caseNo, "r2").status()).isEqualTo(200);
        assertThat(client.submit(caseNo, "r3").status()).isEqualTo(503);
        assertThat(client.submit(caseNo, "r3").status()).isEqualTo(200);
        assertThat(sandbox.platform().command("GET", "faults", "").at("/rules/0/struck").asInt()).isEqualTo(1);
    }

    @Test
    void aMagicCaseNumberBringsItsFaultOnce() throws IOException {
        String magic = "11610700Y00000016L3000131999000202603169903";

        assertThat(client.submit(magic, "m1").status()).isEqualTo(500);
        assertThat(client.submit(magic, "m1").status()).isEqualTo(200);
    }

    @Test
    void keepsItsBookAndItsRecordOverAKill() throws IOException {
        String accepted = client.submit(caseNo, "r1").bodyText();
        long before = sandbox.platform().count();

        sandbox.kill();
        client.close();
        sandbox.start();

        assertThat(sandbox.platform().count()).isEqualTo(before);
        String acceptNo = accepted.substring(accepted.indexOf("HZ"), accepted.indexOf("HZ") + 16);
        assertThat(client.probe(caseNo).bodyText()).contains("\"requestId\":\"r1\"", acceptNo);
        assertThat(client.submit(caseNo + "n", "r2").bodyText()).doesNotContain(acceptNo);
    }

    private List<RawRequest> raw() {
        return sandbox.platform().requestsOf(caseNo);
    }

    private void assertEffect(String fault, String effect) {
        assertThat(raw()).singleElement().satisfies(request -> {
            assertThat(request.fault()).isEqualTo(fault);
            assertThat(request.effect()).isEqualTo(effect);
            assertThat(request.signature()).isEqualTo("ok");
            assertThat(request.body()).contains(caseNo);
        });
    }
}
