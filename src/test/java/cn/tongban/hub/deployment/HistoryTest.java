package cn.tongban.hub.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final Instant AT = Instant.parse("2026-03-16T01:00:00Z");

    /** Upper case: a person's or a start's; {@code <x}: went back to x; {@code ?x}: never active. */
    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "a, ''", "'', ''", "a b, a", "a b c, b", "a b <a, ''", "a b c <b, a", "a b c <b <a, ''", "a b <a c, a",
        "a b ?c, a", "a b b, a", "a b <a b, a", "a b c <a, ''", "a b <x, b",
    })
    void goingBackTwiceLeadsTwoVersionsBack(String past, String previous) {
        List<Deployment> newestFirst = new ArrayList<>();
        for (String word : past.isEmpty() ? new String[0] : past.split(" ")) {
            boolean back = word.startsWith("<");
            newestFirst.add(new Deployment(newestFirst.size(), word.replaceAll("[<?]", ""), "", null,
                    back ? "rollback" : "deploy", "replaced", "t", AT, "", "", null, "", word.startsWith("?") ? null : AT, null));
        }
        Collections.reverse(newestFirst);

        assertThat(History.previous(newestFirst).orElse("")).isEqualTo(previous);
    }
}
