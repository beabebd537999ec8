package cn.tongban.hub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual and the tests that follow it say the same. */
class ManualTest {
    private static final Path MANUAL = Path.of("docs", "zh", "monitor.md");
    private static final List<Class<?>> FOLLOWED = List.of(ManualIT.class, ManualRepairsIT.class);

    @Test
    void everyProcedureIsFollowedInABrowser() throws IOException {
        List<String> written = Pattern.compile("(?m)^## \\d+\\. (.+)$").matcher(Files.readString(MANUAL)).results()
                .map(heading -> heading.group(1)).toList();
        List<String> followed = FOLLOWED.stream().flatMap(one -> Stream.of(one.getDeclaredMethods()))
                .map(ManualTest::procedure).filter(Objects::nonNull).toList();

        assertThat(written).containsExactlyInAnyOrderElementsOf(followed);
    }

    @Test
    void everyPictureIsThere() throws IOException {
        List<String> pictures = Pattern.compile("!\\[[^\\]]*\\]\\(\\.\\./images/([a-z-]+\\.png)\\)")
                .matcher(Files.readString(MANUAL)).results().map((MatchResult found) -> found.group(1)).toList();

        assertThat(pictures).isNotEmpty().allSatisfy(name -> assertThat(Path.of("docs", "images", name)).isNotEmptyFile());
    }

    private static String procedure(Method method) {
        Procedure procedure = method.getAnnotation(Procedure.class);
        return procedure == null ? null : procedure.value();
    }
}
