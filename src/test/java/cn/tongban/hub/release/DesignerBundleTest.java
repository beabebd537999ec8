package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our routes, opened and saved by a designer: sound for the validator, and their tests pass on the real engine. */
class DesignerBundleTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));

    @ParameterizedTest
    @ValueSource(strings = {"kaoto", "karavan"})
    void routesSavedByADesignerAreTheSameRoutes(String designer) {
        BundleFiles exported = BundleFiles.fromDirectory(Path.of("src/test/resources/designer", designer));

        BundleFiles saved = BUNDLE.with(exported);

        assertThat(exported.paths().stream().filter(path -> path.startsWith("routes/"))).hasSizeGreaterThan(25)
                .isSubsetOf(BUNDLE.paths("routes/", ".camel.yaml"));
        assertThat(BundleValidator.validate(saved)).isEmpty();
        List<TestResult> routes = BundleTrial.run(saved, subject -> !subject.contains("/")).results();
        assertThat(routes).filteredOn(result -> result.kind() == TestResult.Kind.ROUTE).hasSizeGreaterThan(25)
                .allMatch(TestResult::passed);
    }

    @Test
    void designersGetTheMetadataOfTheVeryComponents() throws Exception {
        for (String name : List.of("hub", "party")) {
            Path shown = Path.of("docs/designer", name + ".json");
            Path shipped = Path.of("src/main/resources/META-INF/cn/tongban/hub/flow", name + ".json");
            JsonNode metadata = JsonMapper.builder().build().readTree(shown.toFile());

            assertThat(Files.readString(shown)).isEqualTo(Files.readString(shipped));
            assertThat(metadata.at("/component/scheme").asText()).isEqualTo(name);
            assertThat(metadata.path("properties")).isNotEmpty();
        }
    }
}
