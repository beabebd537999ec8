package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.Papers;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.security.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Materials for people and for partners: lists are masked, bytes need a reason, links work once. */
class MaterialApiIT {
    private static final RunningHub HUB = new RunningHub();
    private static final String NUMBER = "11610700Y00000016L300013199900020260318";
    private static final byte[] FILE = Papers.pdf(200_000);
    private static int number;

    private String caseNo = "";
    private StoredMaterial material;

    @BeforeAll
    static void start() {
        HUB.beforeAll(null);
    }

    @BeforeEach
    void aMaterial() throws IOException {
        caseNo = NUMBER + String.format("%04d", ++number);
        RecordedCase.record(HUB, caseNo);
        material = supply("M1");
    }

    @Test
    void theListShowsNoFileName() {
        JsonNode list = HUB.get("/api/v1/cases/" + caseNo + "/materials", HUB.token(Scope.READ)).json();

        assertThat(list.at("/materials/0/materialId").asText()).isEqualTo("M1");
        assertThat(list.at("/materials/0/name").asText()).isEqualTo("身份证明");
        assertThat(list.at("/materials/0/size").asLong()).isEqualTo(FILE.length);
        assertThat(list.toString()).doesNotContain("测试甲");
        JsonNode detail = HUB.get("/api/v1/cases/" + caseNo, HUB.token(Scope.READ)).json();
        assertThat(detail.at("/materials/0/materialId").asText()).isEqualTo("M1");
        assertThat(HUB.get("/api/v1/cases/none/materials", HUB.token(Scope.READ)).status()).isEqualTo(404);
    }

    @Test
    void bytesNeedTheScopeAndAReason() {
        String path = "/api/v1/cases/" + caseNo + "/materials/M1/download";

        assertThat(HUB.post(path, HUB.token(Scope.READ), Map.of("reason", "look")).status()).isEqualTo(403);
        assertThat(HUB.post(path, HUB.token(Scope.READ_PERSONAL), Map.of()).json().path("code").asText())
                .isEqualTo("reason-missing");
        assertThat(audits()).isEmpty();
        assertThat(HUB.post(path.replace("M1", "M9"), HUB.token(Scope.READ_PERSONAL), Map.of("reason", "x")).json()
                .path("code").asText()).isEqualTo("material-unknown");
    }

    @Test
    void bytesComeAsAFileAndTheReasonIsOnRecord() throws Exception {
        HttpRequest request = HUB.request("/api/v1/cases/" + caseNo + "/materials/M1/download", HUB.token(Scope.READ_PERSONAL))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"复核\"}")).build();

        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FILE);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename*=UTF-8''%E6%B5%8B");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(audits()).containsExactly(caseNo + "/M1/1 复核");
    }

    @Test
    void aLinkWorksOnce() throws Exception {
        URI link = link(Duration.ofMinutes(5));

        HttpResponse<byte[]> first = fetch(link);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(FILE);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(fetch(link).statusCode()).isIn(404, 503);
        assertThat(HUB.pg().jdbc().sql("select encode(token, 'escape') from material_link").query(String.class).list())
                .noneMatch(link.getPath()::contains);
    }

    @Test
    void aLinkThatIsPastItsTimeIsNothing() throws Exception {
        URI link = link(Duration.ofSeconds(60));
        HUB.pg().jdbc().sql("update material_link set expires_at = now() - interval '1 second' where case_no = ?").param(caseNo)
                .update();

        assertThat(fetch(link).statusCode()).isIn(404, 503);
    }

    @Test
    void theSameDeliveryGetsTheSameLinkAndItWorksAgain() throws Exception {
        UUID delivery = UUID.randomUUID();
        URI link = HUB.bean(Materials.class).link(material, "city-platform", delivery, Duration.ofMinutes(5));
        fetch(link);

        URI again = HUB.bean(Materials.class).link(material, "city-platform", delivery, Duration.ofMinutes(5));

        assertThat(again).isEqualTo(link);
        assertThat(fetch(again).statusCode()).isEqualTo(200);
    }

    private URI link(Duration life) {
        return HUB.bean(Materials.class).link(material, "city-platform", UUID.randomUUID(), life);
    }

    /** Guesses of other tests close the door for a moment. */
    private static HttpResponse<byte[]> fetch(URI link) throws Exception {
        URI here = URI.create(HUB.url() + link.getPath());
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofByteArray());
        for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            answer = client.send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
        return answer;
    }

    private StoredMaterial supply(String materialId) throws IOException {
        try (BlobDraft draft = HUB.bean(Materials.class).draft("city-window", caseNo, 1 << 30)) {
            draft.write(FILE, 0, FILE.length);
            MaterialFacts facts = new MaterialFacts("身份证明", "测试甲身份证.pdf", draft.finish().sha256(), draft.finish().sm3());
            byte[] document = ("{\"caseNo\":\"" + caseNo + "\"}").getBytes(StandardCharsets.UTF_8);
            HUB.bean(Recorder.class).record(new Recording("city-window", caseNo + materialId, "material.supplied", caseNo,
                    "material.supplied", "application/json", "", "bundle", document, document, new Address.CaseHandler(),
                    new CaseEntry.Supply(materialId, draft.publish().hex(), FILE.length, "application/pdf", "UPLOAD",
                            Instant.parse("2026-03-16T02:00:00Z"), facts, 10, 1 << 30),
                    List.of(), null));
        }
        return HUB.bean(Materials.class).find(caseNo, materialId, null).orElseThrow();
    }

    private List<String> audits() {
        return HUB.pg().jdbc().sql("select subject || ' ' || reason from audit_event where action = 'material.download'"
                + " and subject like '" + caseNo + "%'").query(String.class).list();
    }
}
