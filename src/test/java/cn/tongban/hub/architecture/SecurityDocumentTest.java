package cn.tongban.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/security.md: every requirement once, and every proof is there. */
class SecurityDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/security.md");
    private static final Path REQUIREMENTS = Path.of("src/test/resources/asvs-5.0.0-levels-1-2.txt");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d[\\d., ]*) \\| ([^|]+) \\| ([^|]+) \\| (.*) \\|$");
    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z0-9]+)#([a-zA-Z0-9]+)`");
    private static final Set<String> VERDICTS = Set.of("met", "partly", "not met", "n/a");

    private record Row(List<String> numbers, String verdict, String proof) {}

    @Test
    void everyRequirementOfLevelsOneAndTwoStandsInTheTableOnce() {
        List<String> asked = text(REQUIREMENTS).lines().map(line -> line.split(" ")[0]).toList();
        List<String> answered = rows().stream().flatMap(row -> row.numbers().stream()).toList();

        assertThat(asked).hasSize(253);
        assertThat(answered).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void everyNamedTestIsThereAndIsATest() {
        Map<String, String> sources = files("src/test/java", ".java").collect(
                Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), SecurityDocumentTest::text, (a, b) -> a + b));
        Matcher proof = PROOF.matcher(text(DOCUMENT));
        int named = 0;
        while (proof.find()) {
            named++;
            assertThat(sources.keySet()).contains(proof.group(1));
            boolean there = sources.get(proof.group(1)).matches("(?s).*\\n    (public )?(void|Stream<DynamicTest>) "
                    + proof.group(2) + "\\(.*");
            assertThat(there).as(proof.group()).isTrue();
        }
        assertThat(named).isGreaterThan(150);
    }

    @Test
    void eachVerdictIsOneOfFourAndSaysWhy() {
        assertThat(rows()).hasSizeGreaterThan(180).allSatisfy(row -> {
            assertThat(VERDICTS).as(row.numbers().toString()).contains(row.verdict());
            assertThat(row.proof()).as(row.numbers().toString()).isNotBlank();
            assertThat(!row.verdict().equals("partly") || row.proof().length() > 40).as(row.numbers().toString()).isTrue();
        });
    }

    @Test
    void theCountsAtTheTopAreThoseOfTheTable() {
        Map<String, Integer> counts = rows().stream().collect(
                Collectors.groupingBy(Row::verdict, Collectors.summingInt(row -> row.numbers().size())));

        assertThat(text(DOCUMENT)).contains("%d met, %d partly, %d not met, %d not applicable".formatted(counts.get("met"),
                counts.get("partly"), counts.get("not met"), counts.get("n/a")));
    }

    @Test
    void noTemplateWritesAnythingUnescaped() {
        assertThat(files("src/main/resources/templates", ".html")).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .doesNotContain("th:utext", "[(", "th:inline=\"javascript\"", "__${", "<style", "onclick", "style=\"")
                .doesNotContainPattern("<script(?![^>]*th:src=\"@\\{/)")
                .doesNotContainPattern("\\son[a-z]+=\""));
        assertThat(files("src/main/resources/static/js", ".js")).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "postMessage"));
    }

    private static List<Row> rows() {
        return ROW.matcher(text(DOCUMENT)).results().map(row -> new Row(
                Arrays.stream(row.group(1).split(",")).map(String::strip).toList(), row.group(3).strip(), row.group(4).strip())).toList();
    }

    private static Stream<Path> files(String root, String suffix) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
