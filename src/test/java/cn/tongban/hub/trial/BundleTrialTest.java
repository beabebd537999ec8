package cn.tongban.hub.trial;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.trial.TestResult.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BundleTrialTest {
    private static final BundleFiles SHIPPED = BundleFiles.fromDirectory(Path.of("."));
    private static final String TEST = "routes/case-forwarding/tests/submit.test.yaml";
    private static final String GOLDEN = "mappings/city-platform/golden/case-submission-from-canonical/typical.out.json";

    @Test
    void theShippedBundlePassesAndEveryRouteHasATest() {
        TestReport report = BundleTrial.run(SHIPPED);

        assertThat(report.failures()).isEmpty();
        Set<String> tested = report.results().stream().filter(result -> result.kind() == Kind.ROUTE).map(TestResult::subject)
                .collect(Collectors.toSet());
        Set<String> routes = SHIPPED.paths("routes/", ".camel.yaml").stream().filter(path -> !path.contains("/policies/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1).replace(".camel.yaml", ""))
                .collect(Collectors.toSet());
        assertThat(tested).isEqualTo(routes);
        assertThat(report.results()).extracting(TestResult::kind).contains(Kind.GOLDEN, Kind.ROUTE, Kind.CONTRACT);
    }

    @Test
    void theToyBundlePasses() {
        BundleFiles toy = SHIPPED.with(BundleFiles.fromDirectory(Path.of("src/test/resources/bundles/toy")));

        assertThat(BundleTrial.run(toy, subject -> subject.startsWith("toy-") || subject.startsWith("case-progress."))
                .failures()).isEmpty();
    }

    @Test
    void aWrongExpectationIsAFaultAtItsLineWithWhatCame() {
        String text = SHIPPED.text(TEST);
        int line = text.substring(0, text.indexOf("receipt: \"HZ-1\"")).split("\n", -1).length;

        List<Fault> faults = faults(Map.of(TEST, text.replace("receipt: \"HZ-1\"", "receipt: \"HZ-2\"")));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.toString()).startsWith(TEST + ":" + line + ":");
            assertThat(fault.message()).isEqualTo("receipt: expected \"HZ-2\" but was \"HZ-1\"");
        });
    }

    @Test
    void eachExpectationIsHeldAgainstWhatCame() {
        String text = SHIPPED.text(TEST);
        List<String[]> slips = List.of(
                new String[] {"outcome: delivered", "outcome: refused"},
                new String[] {"method: POST", "method: PUT"},
                new String[] {"path: /city-platform/cases", "path: /city-platform/other"},
                new String[] {"X-Sign: \"*\"", "X-Sign: ~"},
                new String[] {"code: receipt-foreign", "code: answer-lost"},
                new String[] {"requests: []", "requests: [{method: POST}]"},
                new String[] {"reason: 300 材料不全", "reason: 301"},
                new String[] {"typical.out.json", "minimal.out.json"},
                new String[] {"outcome: delivered", "outcme: delivered"},
                new String[] {"route: case-forwarding.submit", "route: case-forwarding.withdraw"},
                new String[] {"answers: [lost]", "answers: [lost, lost]"});
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < slips.size(); i++) {
            assertThat(text).contains(slips.get(i)[0]);
            files.put("routes/case-forwarding/tests/slip-%02d.test.yaml".formatted(i),
                    text.replace(slips.get(i)[0], slips.get(i)[1]));
        }

        Set<String> failed = faults(files).stream().map(Fault::file).collect(Collectors.toSet());

        assertThat(failed).isEqualTo(files.keySet());
    }

    @Test
    void aMappingThatSaysSomethingElseFailsItsExamplesAndItsRoute() {
        String mapping = "mappings/city-platform/case-submission-from-canonical.jslt";
        String changed = SHIPPED.text(mapping).replace("$context.deliveryId", "\"x\" + $context.deliveryId");

        TestReport report = BundleTrial.run(with(Map.of(mapping, changed)),
                subject -> subject.equals("case-forwarding.submit") || subject.contains("case-submission-from-canonical"));

        assertThat(report.failures()).extracting(TestResult::kind).contains(Kind.GOLDEN, Kind.ROUTE);
        assertThat(report.failures().get(0).faults().get(0).toString()).contains(".out.json:").contains("expected");
    }

    @Test
    void anUpdateRewritesWhatDiffersAndThenItPasses() {
        String wrong = SHIPPED.text(TEST).replace("receipt: \"HZ-1\"", "receipt: \"HZ-2\"")
                .replace("code: answer-lost", "code: other");
        BundleFiles broken = with(Map.of(TEST, wrong, GOLDEN, SHIPPED.text(GOLDEN).replace("食品", "药品")));

        SortedMap<String, Optional<String>> changes = TestUpdate.of(broken, subject -> true);

        assertThat(changes.keySet()).containsExactlyInAnyOrder(TEST, GOLDEN);
        assertThat(changes.get(TEST).orElseThrow()).contains("receipt: \"HZ-1\"", "code: \"answer-lost\"");
        Map<String, String> mended = new TreeMap<>();
        changes.forEach((path, text) -> mended.put(path, text.orElseThrow()));
        assertThat(BundleTrial.run(with(mended), subject -> subject.contains("submi")).failures()).isEmpty();
        assertThat(TestUpdate.of(SHIPPED, subject -> true)).isEmpty();
    }

    @Test
    void aFileThatIsNoTestIsAFaultAndTheOthersRun() {
        List<Fault> faults = faults(Map.of("routes/case-forwarding/tests/broken.test.yaml", "route: a\ntests:\n  - {name: x\n"));

        assertThat(faults).singleElement().satisfies(fault ->
                assertThat(fault.toString()).startsWith("routes/case-forwarding/tests/broken.test.yaml:"));
    }

    @Test
    void aSampleThatBreaksItsContractIsAFault() {
        String sample = "connectors/department/samples/step-decided.json";

        TestReport report = BundleTrial.run(with(Map.of(sample, SHIPPED.text(sample).replace("\"decided\"", "7"))),
                subject -> subject.equals("department/step"));

        assertThat(report.failures()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.CONTRACT);
            assertThat(failed.faults().get(0).toString()).startsWith(sample + ":");
        });
    }

    @Test
    void whatAFileTouchesIsRunAgainAndNothingElse() {
        assertThat(Touched.by(SHIPPED, TEST).test("case-forwarding.submit")).isTrue();
        assertThat(Touched.by(SHIPPED, TEST).test("case-forwarding.withdraw")).isFalse();
        var mapping = Touched.by(SHIPPED, "mappings/city-window/step-from-canonical.jslt");
        assertThat(mapping.test("city-window/step-from-canonical")).isTrue();
        assertThat(mapping.test("case-progress.notify")).isTrue();
        assertThat(mapping.test("case-intake.record")).isFalse();
        assertThat(Touched.by(SHIPPED, "mappings/city-window/codes/status.csv").test("city-window/step-from-canonical")).isTrue();
        assertThat(Touched.by(SHIPPED, "connectors/department/connector.yaml").test("department-progress.record")).isTrue();
        assertThat(Touched.by(SHIPPED, "routes/policies/errors.camel.yaml").test("anything")).isTrue();
    }

    private static List<Fault> faults(Map<String, String> changes) {
        return BundleTrial.run(with(changes), subject -> subject.startsWith("case-forwarding.")).failures().stream()
                .flatMap(result -> result.faults().stream()).toList();
    }

    private static BundleFiles with(Map<String, String> changes) {
        return SHIPPED.with(BundleFiles.of(changes.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, change -> change.getValue().getBytes(StandardCharsets.UTF_8)))));
    }
}
