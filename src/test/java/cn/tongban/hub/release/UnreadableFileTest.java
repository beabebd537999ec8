package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file, the validator names the file and does not break on it. */
class UnreadableFileTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));

    private static final Pattern ENDING =
            Pattern.compile("(\\.(schema|refused|in|out|err|context|camel|kamelet|test))?\\.[a-z]+$");

    /** One file of each kind. */
    static Stream<String> files() {
        Map<String, String> kinds = new TreeMap<>();
        BUNDLE.paths().stream().filter(path -> path.matches(".*\\.(yaml|json|jslt|csv)"))
                .forEach(path -> kinds.putIfAbsent(kind(path), path));
        return kinds.values().stream();
    }

    private static String kind(String path) {
        String[] parts = path.split("/");
        String folder = parts.length > 4 && parts[3].equals("codes") ? "golden/codes" : parts.length > 3 ? parts[2] : "";
        Matcher ending = ENDING.matcher(path);
        return parts[0] + '/' + folder + (ending.find() ? ending.group() : "")
                + (path.startsWith("mappings/canonical/codes/") ? " of the hub" : "");
    }

    @ParameterizedTest
    @MethodSource("files")
    void otherBytesThanUtf8(String path) {
        named(path, new byte[] {'a', ',', 'b', '\n', (byte) 0xba, (byte) 0xba, (byte) 0xd6, '\n'});
    }

    @ParameterizedTest
    @MethodSource("files")
    void aQuoteThatDoesNotEnd(String path) {
        named(path, "a,b\n\"c,d\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void named(String path, byte[] bytes) {
        BundleFiles broken = BUNDLE.with(BundleFiles.of(Map.of(path, bytes)));

        assertThat(BundleValidator.validate(broken)).extracting(Finding::file).contains(path);
    }
}
