package cn.tongban.hub.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The enum, both message files and the table for readers say the same. */
class ErrorCodeTextsTest {
    private static final Set<String> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_zh_CN.properties"})
    void eachMessageFileHasASentenceForExactlyTheCodes(String file) throws IOException {
        Set<String> written = load(file).stringPropertyNames().stream()
                .filter(key -> key.startsWith("error."))
                .map(key -> key.substring("error.".length()))
                .collect(Collectors.toSet());

        assertThat(written).isEqualTo(CODES);
    }

    @Test
    void bothMessageFilesHaveTheSameKeys() throws IOException {
        assertThat(load("messages.properties").stringPropertyNames())
                .isEqualTo(load("messages_zh_CN.properties").stringPropertyNames());
    }

    /** The later one would win without a word, as after a merge. */
    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_zh_CN.properties"})
    void noKeyIsWrittenTwice(String file) throws IOException {
        List<String> keys = Files.readAllLines(Path.of("src/main/resources/i18n", file)).stream()
                .filter(line -> line.matches("[a-z][^=\\s]*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void theTableForReadersHasEachCodeWithStatusAndKind() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/error-codes.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).hasSameSizeAs(ErrorCode.values());
        for (ErrorCode code : ErrorCode.values()) {
            String start = "| `" + code.code() + "` | " + code.status() + " | " + code.kind() + " | ";
            assertThat(rows).anyMatch(row -> row.startsWith(start));
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aProblemSpeaksBothLanguages(ErrorCode code) {
        Problem problem = Problem.of(new HubException(code, "S-1"));

        assertThat(problem.detail()).matches("(?s).*\\p{IsHan}.*。").doesNotContain("{");
        assertThat(problem.detailEn()).matches("\\p{ASCII}*[“”…\\p{ASCII}]*\\.").doesNotContain("{");
        assertThat(problem.status()).isEqualTo(code.status());
        assertThat(problem.type()).endsWith(code.code());
    }

    private static Properties load(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                ErrorCodeTextsTest.class.getResourceAsStream("/i18n/" + file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
