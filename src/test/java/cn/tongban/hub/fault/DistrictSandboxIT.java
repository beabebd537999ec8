package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.support.Digests;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated district platform keeps its contract at the door and in its tables, and shows the faults it is told to. */
class DistrictSandboxIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static DistrictTables tables;
    private static SandboxProcess sandbox;
    private static int serial;

    private final ContractLibrary contracts = ContractLibrary.compile(BundleFiles.fromDirectory(Path.of("")));
    private final String caseNo = "11610700Y00000024F400012599900020260316%04d".formatted(++serial);

    @BeforeAll
    static void start() {
        tables = DistrictTables.start(folder.resolve("exchange"));
        sandbox = tables.openedBy(new SandboxProcess(folder.resolve("sandbox"), URI.create("http://127.0.0.1:9")));
        sandbox.start();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        tables.close();
    }

    @Test
    void itsTablesAreThoseOfTheContract() throws IOException {
        for (String script : List.of("exchange.ddl.sql", "exchange.reader.sql")) {
            assertThat(Path.of("src/main/resources/cn/tongban/sandbox/districtplatform", script))
                    .hasSameTextualContentAs(Path.of("connectors/district-platform/contract", script));
        }
    }

    @Test
    void everyRowOfALifeIsValid() throws IOException {
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            assertValid("district-platform/query-answer", client.probe(caseNo));
            assertValid("district-platform/answer", client.submit(document("r1")));
            assertValid("district-platform/query-answer", client.probe(caseNo));
        }

        rows("accept", "claim", "review", "special", "special-end", "result", "close", "issue", "deliver");

        await().atMost(SOON).until(() -> of("up_pro_process").size() == 5 && of("up_pro_special_procedure").size() == 1);
        assertThat(of("up_pro_accept")).hasSize(1).allSatisfy(row -> assertValid("district-platform/accept-row", row));
        assertThat(of("up_pro_process")).allSatisfy(row -> assertValid("district-platform/process-row", row));
        assertThat(of("up_pro_special_procedure")).hasSize(1).allSatisfy(row -> {
            assertValid("district-platform/special-procedure-row", row);
            assertThat(row.at("/row/cd_operation").asText()).isEqualTo("U");
            assertThat(row.at("/row/version").asText()).isEqualTo("2");
        });
        assertThat(of("up_pro_result")).hasSize(1).allSatisfy(row -> assertValid("district-platform/result-row", row));
        JsonNode accepted = of("up_pro_accept").get(0).path("row");
        assertThat(accepted.path("applyer_page_code").asText()).isEqualTo("91610700Y10000028M");
        assertThat(accepted.path("accept_date").asText()).isEqualTo("2026-03-16 09:50:00");
    }

    @Test
    void aSecondRequestMakesASecondCaseAndTheProbeShowsBoth() throws IOException {
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            client.submit(document("r1"));
            client.submit(document("r1"));

            assertThat(client.probe(caseNo).path("requests")).hasSize(2);
        }
        assertThat(sandbox.district().requestsOf(caseNo)).filteredOn(request -> request.effect().equals("created")).hasSize(2);
    }

    @Test
    void aMaterialIsDigestedAndNotKept() throws IOException {
        byte[] bytes = new byte[5_000_000];
        String sha256 = Digests.hex(Digests.sha256(bytes));
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            client.submit(document("r1"));

            assertThat(client.material(caseNo, "m1", bytes, sha256).path("code").asText()).isEqualTo("0");
            assertThat(client.material(caseNo, "m2", bytes, "0".repeat(64)).path("code").asText()).isEqualTo("3");
        }
        assertThat(sandbox.district().requestsOf(caseNo)).filteredOn(request -> request.operation().equals("material"))
                .allSatisfy(request -> {
                    assertThat(request.signature()).isEqualTo("ok");
                    assertThat(request.body()).contains("\"size\":5000000", sha256).hasSizeLessThan(300);
                })
                .extracting(RawRequest::effect).containsExactly("stored", "none");
    }

    @Test
    void aTakeBackIsGrantedAtOnceUnlessSomebodyHasClaimedTheCase() throws IOException {
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            assertThat(client.takeBack(caseNo, "t0").path("code").asText()).isEqualTo("404");
            client.submit(document("r1"));
            assertThat(client.takeBack(caseNo, "t1").path("code").asText()).isEqualTo("0");

            rows("claim");

            assertThat(client.takeBack(caseNo, "t2").path("code").asText()).isEqualTo("1");
        }
        sandbox.district().command("POST", "cases/" + caseNo + "/take-back-answer", "{\"granted\":true}");
        await().atMost(SOON).until(() -> of("up_pro_process").stream()
                .anyMatch(row -> row.at("/row/event_name").asText().equals("90")));
    }

    @Test
    void rowsComeLateTwiceChangedAndTakenBackWhenToldTo() {
        sandbox.district().faults(
                rule("late", "accept"), rule("duplicate", "result"), rule("changed", "process"), rule("taken-back", "process"));

        rows("accept", "claim", "review", "result");

        await().atMost(SOON).until(() -> of("up_pro_accept").size() == 1 && of("up_pro_result").size() == 2
                && versions("up_pro_process").equals(List.of("2", "2")));
        sandbox.district().noFaults();
        assertThat(of("up_pro_process")).extracting(row -> row.at("/row/cd_operation").asText())
                .containsExactlyInAnyOrder("U", "D");
        assertThat(of("up_pro_process")).extracting(row -> row.at("/row/handle_explain").asText())
                .containsExactlyInAnyOrder("更正", "同意");
        List<String> written = sandbox.district().sent().stream()
                .filter(entry -> entry.path("caseNo").asText().equals(caseNo) && entry.path("kind").asText().equals("written"))
                .map(entry -> entry.path("table").asText()).toList();
        assertThat(written.indexOf("process")).as("the child came first").isLessThan(written.indexOf("accept"));
    }

    @Test
    void aKilledPlatformGoesOnWhereItWas() throws IOException {
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            client.submit(document("r1"));
        }
        sandbox.district().command("POST", "cases/" + caseNo + "/rows",
                "{\"nextMillis\":700,\"rows\":[{\"step\":\"accept\"},{\"step\":\"claim\"},{\"step\":\"result\"}]}");
        await().atMost(SOON).until(() -> of("up_pro_accept").size() == 1);

        sandbox.kill();
        sandbox.start();

        await().atMost(SOON).until(() -> of("up_pro_result").size() == 1);
        assertThat(of("up_pro_accept")).hasSize(1);
        assertThat(of("up_pro_process")).hasSize(1);
        try (DistrictClient client = new DistrictClient(sandbox.districtUrl())) {
            assertThat(client.probe(caseNo).path("requests")).hasSize(1);
            assertThat(client.takeBack(caseNo, "t1").path("code").asText()).as("still claimed").isEqualTo("1");
        }
    }

    private byte[] document(String requestId) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(Path.of("connectors/district-platform/samples/case.json").toFile());
        return JSON.writeValueAsBytes(document.put("requestId", requestId).put("projectNo", caseNo));
    }

    private void rows(String... steps) {
        String wishes = String.join(",", List.of(steps).stream().map(step -> "{\"step\":\"" + step + "\"}").toList());
        JsonNode answer = sandbox.district().command("POST", "cases/" + caseNo + "/rows", "{\"rows\":[" + wishes + "]}");
        assertThat(answer.path("planned").asInt()).isEqualTo(steps.length);
    }

    private String rule(String fault, String table) {
        return "{\"fault\":\"%s\",\"operation\":\"%s\",\"caseNo\":\"%s\",\"times\":1,\"millis\":700}"
                .formatted(fault, table, caseNo);
    }

    private List<ObjectNode> of(String table) {
        return tables.rows(table).stream().filter(row -> row.at("/row/project_no").asText().equals(caseNo)).toList();
    }

    private List<String> versions(String table) {
        return of(table).stream().map(row -> row.at("/row/version").asText()).toList();
    }

    private void assertValid(String contract, JsonNode document) {
        assertThat(contracts.validate(contract, document, LocalDate.of(2026, 12, 31)).errors())
                .as(document::toString)
                .isEmpty();
    }
}
