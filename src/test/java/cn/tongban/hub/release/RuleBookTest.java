package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Pattern FOUND = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\",\\s+\"[A-Z]");

    /** After a change of the rules: copy what this test prints as expected. */
    @Test
    void thePageIsMadeOfTheRules() throws IOException {
        assertThat(Files.readString(Path.of("docs/validation-rules.md"))).isEqualTo(RuleBook.markdown());
    }

    @Test
    void everyRuleThatIsWrittenSomewhereIsInTheBook() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/cn/tongban/hub/release"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                FOUND.matcher(Files.readString(file)).results().forEach(found -> written.add(found.group(1)));
            }
        }

        assertThat(written).hasSizeGreaterThan(50).allMatch(id -> RuleBook.knows(id) || HubVerb.find(id).isPresent() || id.equals("platform-http"));
    }

    @Test
    void everyRuleIsSaidInBothLanguages() {
        assertThat(RuleBook.rules()).allSatisfy(rule -> {
            assertThat(rule.zh()).matches(".*\\p{IsHan}.*");
            assertThat(rule.en()).isNotBlank();
        });
    }

    @Test
    void theComponentsMetadataIsMadeOfTheVerbs() throws IOException {
        try (var file = getClass().getResourceAsStream("/META-INF/cn/tongban/hub/flow/hub.json")) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(HubMetadata.json());
        }
    }
}
