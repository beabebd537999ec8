package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.Papers;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.Digests;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door for materials of the real bundle: what is good is stored and recorded, what is bad leaves nothing. */
class MaterialDoorIT {
    private static final String CASES = "/in/city-window/cases/";
    private static final String NUMBER = "11610700Y00000016L300013199900020260317";
    private static final RunningHub HUB = new RunningHub();
    private static int number;

    private final Map<String, String> headers = new TreeMap<>();
    private String caseNo = "";

    /** Each test has a case of its own: the hub is at work meanwhile, and its tables are not emptied under its hands. */
    @BeforeAll
    static void start() {
        HUB.beforeAll(null);
    }

    @BeforeEach
    void aCase() {
        caseNo = NUMBER + String.format("%04d", ++number);
        RecordedCase.record(HUB, caseNo);
        headers.put("Content-Type", "application/pdf");
        headers.put("X-Material-Name", MaterialName.encode("食品经营许可申请书"));
        headers.put("X-Material-File", MaterialName.encode("申请书-测试甲.pdf"));
    }

    @Test
    void aMaterialIsStoredAndRecorded() throws IOException {
        byte[] file = Papers.pdf(300_000);

        RunningHub.Answer answer = put("M1", file);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
        assertThat(answer.json().path("caseNo").asText()).isEqualTo(caseNo);
        StoredMaterial stored = HUB.bean(Materials.class).find(caseNo, "M1", null).orElseThrow();
        assertThat(stored.facts().name()).isEqualTo("食品经营许可申请书");
        assertThat(stored.facts().fileName()).isEqualTo("申请书-测试甲.pdf");
        assertThat(stored.facts().sha256()).isEqualTo(Digests.hex(Digests.sha256(file)));
        assertThat(stored.facts().sm3()).isEqualTo(Sm3.hex(file));
        assertThat(stored.messageId()).isEqualTo(UUID.fromString(answer.json().path("messageId").asText()));
        assertThat(HUB.bean(Materials.class).read(stored).readAllBytes()).isEqualTo(file);
        assertThat(strings("select type || ' ' || destination from delivery where message_id = '"
                + stored.messageId() + "'")).containsExactly("material.supplied city-platform");
    }

    @Test
    void theSameAgainGetsTheFirstReceipt() {
        String first = put("M1", Papers.pdf(1000)).raw().body();

        assertThat(put("M1", Papers.pdf(1000)).raw().body()).isEqualTo(first);
        assertThat(strings("select material_id from case_material where case_no = '" + caseNo + "'")).hasSize(1);
    }

    @Test
    void otherBytesReplaceIt() {
        put("M1", Papers.pdf(1000));
        put("M1", Papers.pdf(2000));

        assertThat(strings("select version || ' ' || status from case_material where case_no = '" + caseNo + "' order by version"))
                .containsExactly("1 REPLACED", "2 SUPPLIED");
    }

    @Test
    void anIdempotencyKeyIsForOneBody() {
        headers.put("Idempotency-Key", "upload-1");
        put("M1", Papers.pdf(1000));

        refused(put("M1", Papers.pdf(2000)), 409, "key-reused");
    }

    @Test
    void badSignature() {
        refused(put("M1", Papers.pdf(1000), "another-key"), 401, "signature-wrong header:X-Hub-Signature:signature");
    }

    @Test
    void anAnnouncedDigestIsVerifiedBeforeTheBody() {
        headers.put("X-Material-SM3", Sm3.hex(Papers.pdf(1000)));

        assertThat(put("M1", Papers.pdf(1000)).status()).isEqualTo(202);
    }

    @Test
    void wrongDigest() {
        headers.put("X-Material-SHA256", "0".repeat(64));
        refused(put("M1", Papers.pdf(1000)), 422, "material-digest-wrong header:X-Material-SHA256:digest");
    }

    @Test
    void executableNamedPdf() {
        refused(put("M1", Papers.exe()), 415, "material-type-refused body:media-type");
    }

    @Test
    void zipBomb() {
        headers.put("Content-Type", "application/zip");
        headers.put("X-Material-File", "a.zip");
        refused(put("M1", Papers.bomb(40)), 422, "material-unsafe body:entry/1:zip-ratio");
    }

    @Test
    void pathInTheName() {
        headers.put("X-Material-File", "..%2F..%2Fetc%2Fpasswd.pdf");
        refused(put("M1", Papers.pdf(1000)), 400, "material-name-invalid header:X-Material-File:path");
    }

    @Test
    void emptyFile() {
        refused(put("M1", new byte[0]), 422, "material-empty body:size");
    }

    @Test
    void wrongType() {
        headers.put("Content-Type", "application/x-sh");
        refused(put("M1", Papers.pdf(1000)), 415, "content-type-unsupported header:Content-Type:media-type");
    }

    @Test
    void contentTypeOfAnotherKind() {
        headers.put("Content-Type", "image/png");
        refused(put("M1", Papers.pdf(1000)), 422, "material-type-mismatch header:Content-Type:media-type");
    }

    @Test
    void missingName() {
        headers.remove("X-Material-Name");
        refused(put("M1", Papers.pdf(1000)), 400, "material-name-invalid header:X-Material-Name:required");
    }

    @Test
    void unknownCase() {
        refused(send(CASES + NUMBER + "9999/materials/M1", Papers.pdf(1000), key()), 404, "case-unknown");
    }

    @Test
    void afterTheCaseEnded() {
        HUB.pg().jdbc().sql("update service_case set state = 'WITHDRAWN' where case_no = ?").param(caseNo).update();
        refused(put("M1", Papers.pdf(1000)), 409, "case-ended");
    }

    @Test
    void nothingOfItIsReadable() throws IOException {
        put("M1", Papers.pdf(1000));

        try (Stream<Path> files = Files.walk(HUB.data().resolve("blobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String raw = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(raw).doesNotContain("%PDF-").doesNotContain("%%EOF");
            }
        }
        assertThat(strings("select encode(facts, 'escape') from case_material where case_no = '" + caseNo + "'").toString()).doesNotContain("申请书");
    }

    private void refused(RunningHub.Answer answer, int status, String expected) {
        JsonNode problem = answer.json();
        assertThat(answer.status()).as(problem::toString).isEqualTo(status);
        String code = problem.path("code").asText();
        String place = problem.path("places").isEmpty() ? "" : " " + problem.at("/places/0/pointer").asText() + ":"
                + problem.at("/places/0/rule").asText();
        assertThat(code + place).isEqualTo(expected);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("detailEn").asText()).isNotEmpty();
        if (!code.equals("key-reused")) {
            assertThat(strings("select material_id from case_material where case_no = '" + caseNo + "'")).isEmpty();
        }
        assertThat(drafts()).isEmpty();
    }

    private RunningHub.Answer put(String materialId, byte[] file) {
        return put(materialId, file, key());
    }

    private RunningHub.Answer put(String materialId, byte[] file, String key) {
        return send(CASES + caseNo + "/materials/" + materialId, file, key);
    }

    private RunningHub.Answer send(String path, byte[] file, String key) {
        String time = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        HttpRequest.Builder request = HUB.request(path, "").PUT(BodyPublishers.ofByteArray(file));
        headers.forEach(request::header);
        request.header("X-Hub-Sender", "city-window-01").header("X-Hub-Timestamp", time).header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", HmacSm3Signature.sign(
                        new Secret(key), new SignedRequest("PUT", path, file), time, nonce));
        return HUB.send(request);
    }

    private static String key() {
        try {
            return Files.readString(HUB.data().resolve("secrets/city-window.door-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> strings(String sql) {
        return new ArrayList<>(HUB.pg().jdbc().sql(sql).query(String.class).list());
    }

    private static List<Path> drafts() {
        Path folder = HUB.data().resolve("blobs/drafts");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
