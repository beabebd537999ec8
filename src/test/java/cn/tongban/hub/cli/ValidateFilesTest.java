package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What {@code ./hub validate} leaves for build servers and code hosts, and what an installation's policy does to it. */
class ValidateFilesTest {
    private static final String ROUTE = "routes/x/x.record.camel.yaml";

    @TempDir
    private Path folder;

    @Test
    void findingsAreWrittenAsJunitAndSarif() throws Exception {
        Path junit = folder.resolve("junit.xml");
        Path sarif = folder.resolve("findings.sarif");

        Console found = Console.run(Map.of("HUB_BUNDLE", broken().toString()), "validate", "--junit", junit.toString(),
                "--sarif", sarif.toString());

        assertThat(found.exit()).isEqualTo(1);
        Element suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile()).getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent()).contains(ROUTE + ":2:9: route-id ");
        JsonNode run = JsonMapper.builder().build().readTree(sarif.toFile()).at("/runs/0");
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("route-id");
        assertThat(run.path("results")).isNotEmpty().allSatisfy(result -> {
            assertThat(result.at("/level").asText()).isIn("error", "warning");
            assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText()).isEqualTo(ROUTE);
            assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isPositive();
        });
    }

    @Test
    void aSoundBundleIsOnePassedCase() throws Exception {
        Path junit = folder.resolve("junit.xml");

        Console fine = Console.run(Map.of(), "validate", ".", "--strict", "--junit", junit.toString());

        assertThat(fine.exit()).isZero();
        assertThat(Files.readString(junit)).contains("tests=\"1\"", "failures=\"0\"").doesNotContain("<failure");
    }

    @Test
    void thePolicyOfTheInstallationCounts() throws IOException {
        Path policy = Files.writeString(folder.resolve("bundle-policy.yaml"), "file-types: [yaml, json, jslt, csv, md]\n");

        Console found = Console.run(Map.of("HUB_BUNDLE_POLICY", policy.toString()), "validate", ".");
        Console none = Console.run(Map.of("HUB_BUNDLE_POLICY", folder.resolve("none").toString()), "validate", ".");

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("policy-file-type");
        assertThat(none.exit()).isEqualTo(1);
    }

    private Path broken() throws IOException {
        Path route = folder.resolve(ROUTE);
        Files.createDirectories(route.getParent());
        Files.writeString(route, "- route:\n    id: other.name\n");
        return folder;
    }
}
