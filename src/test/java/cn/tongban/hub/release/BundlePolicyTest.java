package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundlePolicyTest {
    private static final BundleFiles BASE = BundleFiles.fromDirectory(Path.of("src/test/resources/release/base"));

    @TempDir
    private Path folder;

    @Test
    void anEmptyPolicyIsTheBuiltInOne() throws IOException {
        assertThat(read("{}")).isEqualTo(BundlePolicy.standard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "components: [hub, kamelet, http]|policy-component",
        "languages: [header]|policy-language",
        "hosts: [\"*.gov.example\"]|policy-host",
        "file-types: [yaml, json, jslt, csv]|policy-file-type",
        "max-file: 100B|policy-size",
        "max-files: 3|policy-size",
        "max-total: 1KB|policy-size",
    })
    void whatAnInstallationTakesAwayIsRefused(String policy, String rule) throws IOException {
        assertThat(BundleValidator.validate(BASE, read(policy))).extracting(Finding::rule).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "components: [exec]", "components: [hub, file]", "languages: [groovy]", "hosts: [\"a b\"]", "hosts: all",
        "file-types: [xslt]", "max-file: 5GB", "max-files: 100000", "route-tests: never", "component: [hub]", "[hub]", "a: *x",
    })
    void aPolicyThatIsMisspeltOrGivesMoreThanTheHubHasIsNone(String policy) {
        HubException refused = catchThrowableOfType(HubException.class, () -> read(policy));

        assertThat(refused.places()).isNotEmpty();
    }

    @Test
    void aPolicyThatIsMissingIsNotTheBuiltInOne() {
        assertThat(catchThrowableOfType(HubException.class, () -> BundlePolicy.of(folder.resolve("none.yaml").toString()))).isNotNull();
    }

    @Test
    void addressesOfTheMachineItselfAtACloudHaveToBeNamed() throws IOException {
        String path = "connectors/bureau/connector.yaml";
        BundleFiles bundle = BASE.with(BundleFiles.of(Map.of(path, BASE.text(path)
                .replace("http://127.0.0.1:1/bureau", "http://169.254.169.254/latest").getBytes(StandardCharsets.UTF_8))));

        assertThat(BundleValidator.validate(bundle)).extracting(Finding::rule).containsExactly("policy-host");
        assertThat(BundleValidator.validate(bundle, read("hosts: [\"169.254.169.254\"]"))).isEmpty();
    }

    @Test
    void testsOfRoutesAreAskedForAsTheInstallationSays() throws IOException {
        BundleFiles other = BASE.with(BundleFiles.of(Map.of("routes/intake/tests/record.test.yaml",
                "route: intake.recrd\n".getBytes(StandardCharsets.UTF_8))));

        assertThat(BundleValidator.validate(other, read("route-tests: error"))).extracting(Finding::toString)
                .containsExactly("routes/intake/intake.record.camel.yaml:2:9: route-untested No test in routes/intake/tests/ "
                                + "names this route.",
                        "routes/intake/tests/record.test.yaml:1:8: route-test Unknown route intake.recrd. "
                                + "Did you mean intake.record?");
        assertThat(BundleValidator.validate(other, read("route-tests: off"))).extracting(Finding::rule)
                .containsExactly("route-test");
    }

    private BundlePolicy read(String text) throws IOException {
        return BundlePolicy.of(Files.writeString(folder.resolve("bundle-policy.yaml"), text + "\n").toString());
    }
}
