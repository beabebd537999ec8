package cn.tongban.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the sources show. */
class SourceTest {
    private static final int MOST_LINES = 300;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java", "bench/java"})
    void noFileIsLongerThanThreeHundredLines(String root) {
        Map<String, Integer> tooLong = new TreeMap<>();
        sources(root).forEach(file -> {
            int lines = lines(file).size();
            if (lines > MOST_LINES) {
                tooLong.put(file.toString(), lines);
            }
        });

        assertThat(tooLong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "bench/java"})
    void everyPackageSaysWhatItIsAndIsNullMarked(String root) {
        List<Path> folders = sources(root).map(Path::getParent).distinct().sorted().toList();

        assertThat(folders).isNotEmpty().allSatisfy(folder -> {
            Path file = folder.resolve("package-info.java");
            assertThat(file).exists();
            assertThat(lines(file).get(0)).startsWith("/**");
            assertThat(lines(file)).contains("@NullMarked");
        });
    }

    private static Stream<Path> sources(String root) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
