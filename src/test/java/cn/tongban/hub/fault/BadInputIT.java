package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.wire.Header;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real door of the real bundle says to each kind of bad input, to the letter; nothing of it is stored. */
class BadInputIT {
    private static final String CASES = "/in/city-window/cases";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static HubProcess hub;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HubSignature desk = new HubSignature("city-window-01", Secrets.DOOR_KEY);

    /** Made once: it holds the second in which it was made, and a signature is good for these bytes only. */
    private final byte[] submission = Desk.syntheticCase(1).bytes();

    @BeforeAll
    static void start() {
        hub = new HubProcess(folder.resolve("hub"), FreePorts.next()).start();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void notJson() throws Exception {
        refused(post("hello".getBytes(StandardCharsets.UTF_8)), 400, "body-not-json");
    }

    @Test
    void bodyThatEndsEarly() throws Exception {
        byte[] whole = Desk.syntheticCase(1).bytes();
        refused(post(java.util.Arrays.copyOf(whole, whole.length - 10)), 400, "body-truncated");
    }

    @Test
    void wrongCharset() throws Exception {
        refused(post("{\"projectName\":\"汉中\"}".getBytes("GBK")), 400, "charset-unreadable");
    }

    @Test
    void missingField() throws Exception {
        refused(post(changed(body -> body.remove("receiveTime"))), 422, "contract-violation", "/receiveTime:required");
    }

    @Test
    void wrongType() throws Exception {
        refused(post(changed(body -> body.put("version", "one"))), 422, "contract-violation", "/version:type");
    }

    @Test
    void unknownItemCodeIsNamed() throws Exception {
        String unknown = "11610700Y00000016L3000131999999";
        JsonNode problem = refused(post(changed(body -> body.put("taskCode", unknown))), 422, "unknown-item");
        assertThat(problem.path("detail").asText()).contains(unknown);
        assertThat(problem.path("detailEn").asText()).contains(unknown);
    }

    @Test
    void aPaperThatIsNotOnTheListCannotBeOwed() throws Exception {
        refused(post(owing("11610700Y00000016L3000131999000", "法定代表人身份证明", "2026-03-17")), 422, "debt-not-tolerable",
                "/acceptance/debts/0/materialName:published-list");
    }

    @Test
    void aPaperCannotBePromisedLaterThanTheListAllows() throws Exception {
        refused(post(owing("11610700Y00000016L3000131999000", "场地证明", "2026-03-24")), 422, "debt-promise-too-long",
                "/acceptance/debts/0/dueDate:promise-limit");
    }

    @Test
    void nothingIsOwedOfAnExcludedItem() throws Exception {
        JsonNode problem = refused(post(owing("11610700Y00000016L3000107999000", "场地证明", "2026-03-17")), 422,
                "item-excluded", "/acceptance/debts/0/materialName:exclusion");
        assertThat(problem.at("/places/0/detail").asText()).isEqualTo("PUBLIC_SAFETY");
        assertThat(problem.path("detail").asText()).contains("11610700Y00000016L3000107999000");
    }

    @Test
    void aCommitmentThatIsNotOnTheListIsRefused() throws Exception {
        refused(post(changed(body -> body.putArray("commitments").addObject().put("materialName", "从业人员健康证明")
                .put("content", "x").put("consequence", "y").put("signDate", "2026-03-16").put("signatureNo", "1"))), 422,
                "commitment-not-listed", "/commitments/0/materialName:published-list");
    }

    @Test
    void aMaterialThatIsCommittedToHasALetter() throws Exception {
        refused(post(changed(body -> ((ObjectNode) body.at("/materials/4")).put("getType", "7"))), 422, "commitment-missing",
                "/materials/4:commitment");
    }

    @Test
    void bad31DigitCode() throws Exception {
        refused(post(changed(body -> body.put("taskCode", "11610700Y00000016L300013199900"))), 422,
                "contract-violation", "/taskCode:task-code");
    }

    @Test
    void badCreditCodeCheckDigit() throws Exception {
        refused(post(changed(body -> ((ObjectNode) body.get("applicant")).put("certNo", "91610700Y1000001XN"))), 422,
                "contract-violation", "/applicant/certNo:uscc");
    }

    @Test
    void badIdNumber() throws Exception {
        refused(post(changed(body -> ((ObjectNode) body.get("contact")).put("certType", "111")
                .put("certNo", "610702190001010012"))), 422, "contract-violation", "/contact/certNo:resident-id");
    }

    @Test
    void deepNesting() throws Exception {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        refused(post(deep.getBytes(StandardCharsets.UTF_8)), 400, "body-too-deep");
    }

    @Test
    void tenMegabytes() throws Exception {
        byte[] large = ("{\"a\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        refused(post(large), 413, "body-too-large");
    }

    @Test
    void noContentType() throws Exception {
        refused(send(signed("POST", CASES, Desk.syntheticCase(1).bytes())), 415, "content-type-missing");
    }

    @Test
    void formPost() throws Exception {
        refused(send(signed("POST", CASES, "a=b".getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/x-www-form-urlencoded")), 415, "content-type-unsupported");
    }

    @Test
    void wrongSignature() throws Exception {
        HubSignature stranger = new HubSignature("city-window-01", "another-key");
        refused(send(json(headers(stranger, System.currentTimeMillis()))), 401, "signature-wrong");
    }

    @Test
    void noSignature() throws Exception {
        refused(send(json(List.of())), 401, "signature-missing");
    }

    @Test
    void staleTime() throws Exception {
        long sixMinutesAgo = System.currentTimeMillis() - Duration.ofMinutes(6).toMillis();
        refused(send(json(headers(desk, sixMinutesAgo))), 401, "timestamp-stale");
    }

    @Test
    void replayedNonce() throws Exception {
        List<Header> once = headers(desk, System.currentTimeMillis());
        assertThat(send(json(once)).statusCode()).isEqualTo(202);
        refused(send(json(once)), 401, "nonce-replayed");
    }

    @Test
    void replayedQuery() throws Exception {
        String path = CASES + "/" + Desk.syntheticCase(7).caseNo();
        List<Header> once = desk.headers("GET", path, new byte[0], System.currentTimeMillis());
        refused(send(request(path, "GET", new byte[0], once)), 404, "case-unknown");
        refused(send(request(path, "GET", new byte[0], once)), 401, "nonce-replayed");
    }

    @Test
    void sameKeyOrSameVersionWithAnotherBody() throws Exception {
        byte[] first = Desk.syntheticCase(8).bytes();
        ObjectNode other = Desk.syntheticCase(8).document();
        other.put("projectName", "changed");
        byte[] second = other.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(post(first).statusCode()).isEqualTo(202);
        refused(post(second), 409, "key-reused");
        refused(send(signed("POST", CASES, second).header("Content-Type", "application/json")
                .header("Idempotency-Key", "another-key")), 409, "case-version-conflict");
    }

    @Test
    void unknownSender() throws Exception {
        HubSignature unknown = new HubSignature("nobody", Secrets.DOOR_KEY);
        refused(send(json(headers(unknown, System.currentTimeMillis()))), 401, "sender-unknown");
    }

    @Test
    void pathInAnId() throws Exception {
        for (String id : List.of("..%2F..%2Fetc", "a%2Fb", "%2e%2e", "a%00b", "a%5Cb")) {
            byte[] body = "{\"reason\":\"x\",\"time\":\"2026-03-16T09:30:00+08:00\"}".getBytes(StandardCharsets.UTF_8);
            refused(send(signed("POST", CASES + "/" + id + "/withdrawals", body)
                    .header("Content-Type", "application/json")), 400, "id-malformed");
        }
    }

    @Test
    void nothingRefusedIsStored() throws Exception {
        long before = messages();
        unknownItemCodeIsNamed();
        badIdNumber();
        wrongSignature();
        assertThat(messages()).isEqualTo(before);
    }

    private static long messages() {
        return Long.parseLong(hub.database().strings("select count(*)::text from message").get(0));
    }

    /** A problem document with exactly this status, code and places, in both languages and without the document's values. */
    private static JsonNode refused(HttpResponse<String> answer, int status, String code, String... places)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("detailEn").asText()).isNotBlank();
        List<String> found = new ArrayList<>();
        problem.path("places").forEach(p -> found.add(p.path("pointer").asText() + ":" + p.path("rule").asText()));
        if (places.length > 0) {
            assertThat(found).containsExactly(places);
        }
        assertThat(answer.body()).doesNotContain("610702190001010012").doesNotContain("91610700Y1000001XN");
        return problem;
    }

    private static byte[] owing(String taskCode, String material, String due) {
        return changed(body -> {
            body.put("taskCode", taskCode);
            body.putObject("acceptance").put("kind", "2").put("time", "2026-03-16T09:50:00+08:00").putArray("debts")
                    .addObject().put("materialName", material).put("dueDate", due);
        });
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        ObjectNode body = Desk.syntheticCase(1).document();
        change.accept(body);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return send(signed("POST", CASES, body).header("Content-Type", "application/json"));
    }

    private List<Header> headers(HubSignature signature, long millis) {
        return signature.headers("POST", CASES, submission, millis);
    }

    private HttpRequest.Builder json(List<Header> headers) {
        return request(CASES, "POST", submission, headers).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder signed(String method, String path, byte[] body) {
        return request(path, method, body, desk.headers(method, path, body, System.currentTimeMillis()));
    }

    private static HttpRequest.Builder request(String path, String method, byte[] body, List<Header> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
