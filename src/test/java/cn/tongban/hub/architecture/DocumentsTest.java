package cn.tongban.hub.architecture;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cli.HubCli;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.connector.Sm3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** What the documents say is there. A renamed class, command or variable is found here and not by a reader. */
class DocumentsTest {
    private static final Path GUIDE = Path.of("docs/connectors.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT))`");
    private static final Pattern COMMAND = Pattern.compile("\\./hub ([a-z][a-z-]*)");
    private static final Pattern VARIABLE = Pattern.compile("\\bHUB_[A-Z_]*[A-Z]\\b");

    static Stream<Path> documents() {
        return Stream.concat(
                Stream.of("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                        .map(Path::of),
                files(Path.of("docs"), ".md"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        Path folder = document.toAbsolutePath().getParent();

        assertThat(matches(LINK, text(document)).map(link -> link.group(1)).filter(link -> !link.contains(":")))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namedTestsExist(Path document) {
        Set<String> there = files(Path.of("src/test/java"), ".java")
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(toSet());

        assertThat(matches(TEST_CLASS, text(document)).map(found -> found.group(1)).collect(toSet()))
                .isSubsetOf(there);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shownCommandsExist(Path document) {
        Set<String> there = Stream.of(HubCli.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name()).collect(toSet());

        assertThat(matches(COMMAND, text(document)).map(found -> found.group(1)).collect(toSet())).isSubsetOf(there);
    }

    @Test
    void everyVariableThatIsReadIsInTheTableForOperators() {
        Set<String> read = Stream.concat(
                        Stream.of(Path.of("src/main/resources/application.yaml")),
                        files(Path.of("src/main/java/cn/tongban/hub"), ".java"))
                .flatMap(file -> matches(VARIABLE, text(file))).map(MatchResult::group)
                .filter(name -> !name.startsWith("HUB_CONNECTOR_") && !name.startsWith("HUB_SECRET_"))
                .collect(toCollection(TreeSet::new));
        Set<String> told = matches(VARIABLE, text(Path.of("docs/operations.md")))
                .map(MatchResult::group).collect(toSet());

        assertThat(read).contains("HUB_DATA", "HUB_TOKEN");
        assertThat(told).containsAll(read);
    }

    @Test
    void thePublishedVectorIsWhatTheHubComputes() {
        byte[] body = row("body").getBytes(StandardCharsets.UTF_8);
        SignedRequest request = new SignedRequest(row("method"), row("path"), body);

        assertThat(Sm3.hex(body)).isEqualTo(row("SM3 of the body"));
        assertThat(HmacSm3Signature.sign(new Secret(row("key")), request, row("timestamp"), row("nonce")))
                .isEqualTo(row("signature"));
    }

    private static String row(String name) {
        return matches(Pattern.compile("(?m)^\\| " + name + " \\| `([^`]+)` \\|$"), text(GUIDE))
                .map(row -> row.group(1)).findFirst().orElseThrow();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Stream<Path> files(Path root, String suffix) {
        try (Stream<Path> files = Files.walk(root)) {
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
