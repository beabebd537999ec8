package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.mapping.GoldenRunner;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a skeleton makes is laid over the bundle of this repository and must be sound as it stands. */
class SkeletonsTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));
    private static final int EXAMPLES = GoldenRunner.run(BUNDLE).size();
    private static final Path DOCUMENTS = Path.of("src/test/resources/skeleton");

    private final Skeletons skeletons = new Skeletons(BUNDLE);

    @Test
    void aConnectorIsSoundAtOnce() {
        sound(skeletons.connector("township"));
    }

    @Test
    void aConnectorFromAnOpenApiDocumentIsSoundAtOnce() {
        Skeleton made = skeletons.openApi("tax-office", DOCUMENTS.resolve("tax.openapi.yaml"), "");

        sound(made);
        assertThat(made.files().get("connectors/tax-office/contract/hand-in-case.schema.json"))
                .contains("\"$ref\": \"#/$defs/Taxpayer\"").contains("\"null\"").doesNotContain("int32");
        assertThat(made.files().get("connectors/tax-office/tax-office-hand-in-case-sink.kamelet.yaml"))
                .contains("{{tax-office.base-url}}/offices/{officeId}/cases", "httpMethod: POST");
        assertThat(told(made)).contains("apiKey", "https://tax.example.org", "discriminator", "[code, serial]", "holds itself",
                "withdrawCase", "GET", "header X-Office");
    }

    @Test
    void anotherOperationCanBeChosen() {
        Skeleton made = skeletons.openApi("tax-office", DOCUMENTS.resolve("tax.openapi.yaml"), "withdrawCase");

        sound(made);
        assertThat(made.files()).containsKey("mappings/tax-office/withdraw-case-from-canonical.jslt");
    }

    @Test
    void aConnectorFromAWsdlIsSoundAtOnceAndSaysHowItSpeaksSoap() {
        Skeleton made = skeletons.wsdl("seal-bureau", DOCUMENTS.resolve("seal.wsdl"), "");

        sound(made);
        assertThat(made.files().get("connectors/seal-bureau/contract/apply-seal.schema.json"))
                .contains("\"@channel\"", "\"array\"", "\"enum\"", "\"#text\"");
        assertThat(told(made)).contains("write soap: in connector.yaml", "choice", "any");
    }

    @Test
    void aConnectorFromAnXsdIsSoundAtOnce() {
        Skeleton made = skeletons.xsd("archive", DOCUMENTS.resolve("archive.xsd"), "Record");

        sound(made);
        assertThat(told(made)).contains("carries JSON only");
    }

    @Test
    void aConnectorFromTheDistrictsOwnTablesIsSoundAtOnce() {
        Skeleton made = skeletons.ddl("county", Path.of("connectors/district-platform/contract/exchange.ddl.sql"));

        sound(made);
        assertThat(made.files().get("connectors/county/connector.yaml"))
                .contains("key: row_guid", "time: update_time", "name: up_pro_process, channel: up-pro-process");
    }

    @Test
    void tablesOfMySqlAreReadToo() {
        Skeleton made = skeletons.ddl("county", DOCUMENTS.resolve("county.mysql.sql"));

        sound(made);
        assertThat(made.files().get("connectors/county/contract/t-step-row.schema.json")).contains("办件编号", "\"maxLength\": 64");
        assertThat(told(made)).contains("t_note");
    }

    /** A draft fails by name until somebody has written it: a wrong message would be worse than none. */
    @Test
    void whatNobodyHasMappedFailsByName() {
        Skeleton made = skeletons.openApi("tax-office", DOCUMENTS.resolve("tax.openapi.yaml"), "");

        assertThat(made.files().get("mappings/tax-office/hand-in-case-from-canonical.jslt"))
                .contains("\"caseNo\": .caseNo", "\"requestId\": $context.deliveryId", "error(\"TODO taxNo: string");
        assertThat(made.files().get("mappings/tax-office/golden/hand-in-case-from-canonical/typical.err.json"))
                .contains("mapping-failed");
    }

    @Test
    void aMappingAndThenItsRouteAreSoundAtOnce() {
        Skeleton connector = skeletons.connector("township");
        BundleFiles first = with(BUNDLE, connector);
        Skeleton mapping = new Skeletons(first).mapping("township/notice-from-canonical", "step", "case.step");
        BundleFiles second = with(first, mapping);

        sound(first, mapping);
        BundleFiles third = with(first, new Skeletons(first).mapping("township/step-to-canonical", "step", ""));
        Skeleton door = new Skeletons(third).route("township.receive", "township/step-to-canonical", "");

        assertThat(door.files().get("routes/township/township.receive.camel.yaml")).contains("hub:verify/township");
        assertThat(BundleValidator.validate(with(third, door))).isEmpty();
        assertThat(BundleTrial.run(with(third, door), "township.receive"::equals).failures()).isEmpty();
        assertThatThrownBy(() -> new Skeletons(second).route("township.submit", "township/nothing-from-canonical", ""))
                .isInstanceOf(SkeletonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/b", "Big", "canonical", "policies", "", "a--b", "-a", "9a", "a.b", "x\u0000", "hub",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aNameThatIsNoPlainOneIsRefused(String name) {
        assertThatThrownBy(() -> skeletons.connector(name)).isInstanceOf(SkeletonException.class);
    }

    @Test
    void aConnectorThatIsThereIsNotMadeAgain() {
        assertThatThrownBy(() -> skeletons.connector("city-window")).isInstanceOf(SkeletonException.class)
                .hasMessageContaining("city-window");
    }

    @Test
    void nothingIsOverwrittenAndNothingIsWrittenThen(@TempDir Path root) throws IOException {
        Skeleton made = skeletons.connector("township");
        Path there = root.resolve("routes/township/flow.yaml");
        Files.createDirectories(there.getParent());
        Files.writeString(there, "mine");

        assertThatThrownBy(() -> SkeletonWriter.write(root, made.files())).isInstanceOf(SkeletonException.class);

        assertThat(there).hasContent("mine");
        assertThat(root.resolve("connectors")).doesNotExist();
    }

    @Test
    void aLinkOutOfTheBundleIsNotFollowed(@TempDir Path root, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(root.resolve("connectors"), elsewhere);

        assertThatThrownBy(() -> SkeletonWriter.write(root, skeletons.connector("township").files()))
                .isInstanceOf(SkeletonException.class);

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(root.resolve("routes")).doesNotExist();
    }

    @Test
    void theListOfTemplatesIsComplete() throws IOException {
        Path root = Path.of("src/main/resources/skeleton");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> there = files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString())
                    .filter(file -> !file.equals("FILES") && !file.startsWith("samples/")).sorted().toList();

            assertThat(new TreeSet<>(Files.readAllLines(root.resolve("FILES")))).isEqualTo(new TreeSet<>(there));
        }
    }

    private static String told(Skeleton made) {
        return made.todo().toString();
    }

    private static void sound(Skeleton made) {
        sound(BUNDLE, made);
    }

    private static void sound(BundleFiles before, Skeleton made) {
        BundleFiles bundle = with(before, made);

        assertThat(made.files().values()).noneMatch(text -> text.contains("__name__") || text.contains("__title__"));
        // A mapping alone waits for its route, and the checks say so.
        boolean alone = made.files().keySet().stream().allMatch(path -> path.startsWith("mappings/"));
        assertThat(BundleValidator.validate(bundle)).filteredOn(found -> !(alone && found.rule().equals("unused"))).isEmpty();
        assertThat(GoldenRunner.run(bundle)).allMatch(GoldenResult::passed).hasSizeGreaterThan(EXAMPLES);
        TestReport report = BundleTrial.run(bundle, made(made)::contains);
        assertThat(report.failures()).isEmpty();
        assertThat(report.results()).isNotEmpty();
    }

    /** Routes and mappings among the new files. */
    private static Set<String> made(Skeleton made) {
        Set<String> names = new TreeSet<>();
        made.files().keySet().forEach(path -> {
            if (path.endsWith(".camel.yaml")) {
                names.add(path.substring(path.lastIndexOf('/') + 1).replace(".camel.yaml", ""));
            } else if (path.endsWith(".jslt")) {
                names.add(path.substring("mappings/".length()).replace(".jslt", ""));
            }
        });
        return names;
    }

    private static BundleFiles with(BundleFiles before, Skeleton made) {
        Map<String, byte[]> files = new TreeMap<>();
        made.files().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return before.with(BundleFiles.of(files));
    }
}
