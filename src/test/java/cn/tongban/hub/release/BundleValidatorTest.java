package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.tongban.hub.mapping.BundleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder under {@code release/cases} is laid over the sound bundle {@code release/base}; its {@code expected.txt}
 * says what the validator must find, line by line. No such file: nothing.
 */
class BundleValidatorTest {
    /** Each case is about one thing. */
    private static final BundlePolicy WITHOUT_TESTS = new BundlePolicy(BundlePolicy.ALL_COMPONENTS,
            BundlePolicy.ALL_LANGUAGES, Set.of("*"), BundlePolicy.ALL_TYPES, 2 << 20, 5_000, 32L << 20,
            BundlePolicy.RouteTests.OFF);

    private static final Path CASES = Path.of("src/test/resources/release");

    @Test
    void findsNothingInTheBundleOfThisRepository() {
        assertThat(BundleValidator.validate(BundleFiles.fromDirectory(Path.of("")))).isEmpty();
    }

    @Test
    void findsNothingInASoundBundle() {
        assertThat(BundleValidator.validate(base())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatIsWrong() throws IOException {
        try (Stream<Path> cases = Files.list(CASES.resolve("cases"))) {
            return cases.sorted().toList().stream()
                    .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        Path expected = folder.resolve("expected.txt");
        List<String> lines = Files.exists(expected) ? Files.readAllLines(expected) : List.of();

        List<Finding> findings = BundleValidator.validate(base().with(BundleFiles.fromDirectory(folder)), WITHOUT_TESTS);

        assertThat(findings).extracting(Finding::toString).containsExactlyElementsOf(lines);
    }

    private static BundleFiles base() {
        return BundleFiles.fromDirectory(CASES.resolve("base"));
    }
}
