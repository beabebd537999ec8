package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class TestCommandTest {
    private static final String TEST = "routes/case-forwarding/tests/submit.test.yaml";
    private static final String SAMPLE = "connectors/city-window/samples/case-submission.json";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String top : List.of("routes", "connectors", "mappings")) {
            try (Stream<Path> files = Files.walk(Path.of(top))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.copy(file, folder.resolve(file));
                }
            }
        }
    }

    @Test
    void failuresStandWhereEditorsLookAndAreInTheFileForBuildServers() throws Exception {
        change("receipt: \"HZ-1\"", "receipt: \"HZ-2\"");
        Path xml = folder.resolve("junit.xml");

        Console run = run("--only", "case-forwarding.*", "--junit", xml.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).containsPattern("    " + TEST + ":\\d+:\\d+: receipt: expected \"HZ-2\" but was \"HZ-1\"");
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile()).getDocumentElement();
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(root.getElementsByTagName("testcase").getLength()).isGreaterThan(10);
    }

    @Test
    void theJsonSaysWhatRanAndWhatFailed() throws IOException {
        JsonNode report = new ObjectMapper().readTree(run("--only", "case-forwarding.submit", "--json").out());

        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("bundle").asText()).hasSize(64);
        assertThat(report.at("/results/0").fieldNames()).toIterable()
                .containsExactlyInAnyOrder("kind", "subject", "name", "file", "line", "millis", "faults", "passed");
    }

    @Test
    void anUpdateShowsTheDifferenceAndRewrites() throws IOException {
        change("receipt: \"HZ-1\"", "receipt: \"HZ-2\"");
        String before = Files.readString(folder.resolve(TEST));

        Console run = run("--only", "case-forwarding.submit", "--update", "--yes");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("-          receipt: \"HZ-2\"", "+          receipt: \"HZ-1\"");
        assertThat(Files.readString(folder.resolve(TEST))).isEqualTo(before.replace("HZ-2", "HZ-1"));
        assertThat(run("--only", "case-forwarding.submit").exit()).isZero();
    }

    @Test
    void watchingRunsAgainWhatASavedFileTouches() throws Exception {
        StringWriter out = new StringWriter();
        Thread watching = new Thread(() -> HubCli.run(
                new String[] {"test", folder.toString(), "--watch", "--only", "case-forwarding.*"},
                new PrintWriter(out, true), new PrintWriter(out, true), new Environment(Map.of())));
        watching.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().contains("0 failed"));

            change("outcome: delivered", "outcome: refused");

            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().contains("expected \"refused\""));
            Files.writeString(folder.resolve(TEST), "route: [");
            await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().contains("Not YAML"));
        } finally {
            watching.interrupt();
            watching.join(Duration.ofSeconds(30).toMillis());
        }
        assertThat(watching.isAlive()).isFalse();
    }

    @Test
    void aDryRunRecognisesASampleAndMasksIt() throws IOException {
        Console run = dryRun(folder.resolve(SAMPLE).toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("case-intake.record", "POST http://127.0.0.1:8090/city-platform/cases", "汉**")
                .doesNotContain("汉中示例食品有限公司");
        JsonNode json = new ObjectMapper().readTree(dryRun(folder.resolve(SAMPLE).toString(), "--json", "--unmasked").out());
        assertThat(json.at("/deliveries/0/requests/0/body").asText()).contains("汉中示例食品有限公司");
        assertThat(json.fieldNames()).toIterable().containsExactly("bundle", "route", "masked", "stations", "problem",
                "recorded", "answer", "deliveries", "notes");
    }

    @Test
    void aDryRunTakesAWholeRequestAndTellsWhatStopsIt() throws IOException {
        Path http = folder.resolve("one.http");
        Files.writeString(http, "# a desk\nPOST http://hub.example/in/city-window/cases\nContent-Type: application/json\n\n"
                + Files.readString(folder.resolve(SAMPLE)));
        Path broken = folder.resolve("broken.http");
        Files.writeString(broken, "POST /in/city-window/cases\nContent-Type: text/plain\n\nx");

        assertThat(dryRun(http.toString()).exit()).isZero();
        Console stopped = dryRun(broken.toString());
        assertThat(stopped.exit()).isEqualTo(1);
        assertThat(stopped.out()).contains("content-type-unsupported", "header:Content-Type");
        assertThat(dryRun(Files.writeString(folder.resolve("x.json"), "{}").toString()).exit()).isEqualTo(2);
        assertThat(dryRun(folder.resolve("none.json").toString()).exit()).isEqualTo(2);
    }

    private Console run(String... arguments) {
        return Console.run(Map.of(), Stream.concat(Stream.of("test", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private Console dryRun(String... arguments) {
        return Console.run(Map.of("HUB_HOME", folder.toString()),
                Stream.concat(Stream.of("dry-run"), Stream.of(arguments)).toArray(String[]::new));
    }

    private void change(String from, String to) throws IOException {
        Path file = folder.resolve(TEST);
        Files.writeString(file, Files.readString(file).replace(from, to));
    }
}
