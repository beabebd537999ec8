package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of routes as an editor and as their runner see them. */
class RouteTestSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));

    static Stream<String> routeTests() {
        return BUNDLE.paths("routes/", ".test.yaml").stream();
    }

    @ParameterizedTest
    @MethodSource("routeTests")
    void shippedRouteTestsAreRight(String path) throws IOException {
        assertThat(EditorSchemasTest.schema("route-test").validate(YAML.readTree(BUNDLE.text(path)))).isEmpty();
    }

    /** What the runner of route tests takes it names in calls of only() and in two constants. */
    @Test
    void runnerOfRouteTestsAndSchemaKnowTheSameKeys() throws IOException {
        Pattern known = Pattern.compile("(?s)(?:only\\([^;]*?|KEYS =\\s*|EXPECTATIONS =\\s*)Set\\.of\\(([^)]*)\\)");
        Set<String> read = new TreeSet<>(Set.of("route", "tests"));
        for (String name : List.of("RouteTest", "Trigger", "Carried", "Sent", "Script", "RouteRun")) {
            String source = Files.readString(Path.of("src/main/java/cn/tongban/hub/trial", name + ".java"));
            known.matcher(source).results().forEach(found ->
                    Arrays.stream(found.group(1).split(",")).map(word -> word.replace("\"", "").strip()).forEach(read::add));
        }
        Set<String> written = new TreeSet<>();
        names(EditorSchemasTest.root("route-test"), written);

        assertThat(written).isEqualTo(read);
    }

    private static void names(JsonNode schema, Set<String> found) {
        if (schema.isObject() && schema.path("properties").isObject()) {
            schema.path("properties").fieldNames().forEachRemaining(found::add);
        }
        schema.forEach(inner -> names(inner, found));
    }

    @Test
    void testsThatASkeletonMakesAreRight() throws IOException {
        Map<String, String> made = new Skeletons(BUNDLE).connector("township").files();

        for (String name : List.of("record", "notify")) {
            JsonNode test = YAML.readTree(made.get("routes/township/tests/" + name + ".test.yaml"));
            assertThat(EditorSchemasTest.schema("route-test").validate(test)).isEmpty();
        }
    }
}
