package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulators keep the contracts that the connectors hold: what they send, and what they answer. */
class SandboxContractIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-16T10:00:00+08:00");
    private static final String CASE = SyntheticCase.caseNo(7);

    private final ContractLibrary contracts = ContractLibrary.compile(BundleFiles.fromDirectory(Path.of("")));

    @TempDir
    private Path folder;

    @Test
    void everySyntheticCaseIsValid() throws IOException {
        for (int n = 0; n < 2000; n += 37) {
            assertValid("city-window/case-submission", JSON.readTree(SyntheticCase.of(n, NOW).bytes()));
        }
        assertValid("city-window/case-submission", JSON.readTree(SyntheticCase.of(1, NOW).notAccepted().bytes()));
        byte[] tolerated = SyntheticCase.of(1, NOW).tolerating("场地证明", "2026-03-23").bytes();
        assertValid("city-window/case-submission", JSON.readTree(tolerated));
    }

    @Test
    void thePlatformsAnswersAndStepsAreValid() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:9");
        try (SandboxProcess sandbox = SandboxProcess.start(folder, nobody);
                PlatformClient client = new PlatformClient(sandbox.platformUrl(), Duration.ofSeconds(5))) {
            assertValid("city-platform/query-answer", JSON.readTree(client.probe(CASE).body()));
            assertValid("city-platform/answer", JSON.readTree(client.submit(CASE, "r1").body()));
            assertValid("city-platform/answer", JSON.readTree(client.withdraw(CASE, "w1").body()));
            assertValid("city-platform/query-answer", JSON.readTree(client.probe(CASE).body()));

            for (String status : new String[] {"03", "06", "07", "08", "09", "10", "11", "12", "13"}) {
                sandbox.platform().command("POST", "cases/" + CASE + "/steps", "{\"status\":\"" + status + "\"}");
            }
            for (JsonNode planned : sandbox.platform().sent()) {
                for (JsonNode step : planned.path("steps")) {
                    assertValid("city-platform/step", JSON.readTree(step.path("body").asText()));
                }
            }
        }
    }

    @Test
    void whatTheCourierIsAskedAnswersAndPushesIsValid() throws IOException {
        String orderNo = CASE + "-R1";
        String order = """
                [{"logisticsOrderNo":"%s","receiver":{"name":"测试甲","mobile":"13900000001","address":"示例路1号"}}]"""
                .formatted(orderNo);
        assertValid("city-window/case-submission", JSON.readTree(SyntheticCase.of(1, NOW).expressed("2").bytes()));
        assertValid("city-window/case-submission", JSON.readTree(SyntheticCase.of(1, NOW).expressed("0").bytes()));
        try (SandboxProcess sandbox = SandboxProcess.start(folder, URI.create("http://127.0.0.1:9"));
                PostalClient client = new PostalClient(sandbox.postalUrl())) {
            String waybillNo = client.told("020003", order).path("waybillNo").asText();
            for (String question : new String[] {"020003", "020006", "020090", "040001", "999999"}) {
                assertValid("postal-ems/answer", client.ask(question, order));
            }
            sandbox.postal().command("POST", "parcels/" + waybillNo + "/plan",
                    "{\"events\":[\"203\",\"305\",\"954\",\"713\",\"702\",\"705:7\",\"744\",\"704:161\",\"743\",\"708\",\"711\",\"987\"]}");
            for (JsonNode planned : sandbox.postal().sent()) {
                for (JsonNode event : planned.path("events")) {
                    assertValid("postal-ems/track-event", JSON.readTree(event.path("body").asText()));
                }
            }
        }
    }

    private void assertValid(String contract, JsonNode document) {
        assertThat(contracts.validate(contract, document, LocalDate.of(2026, 12, 31)).errors())
                .as(document::toString)
                .isEmpty();
    }
}
