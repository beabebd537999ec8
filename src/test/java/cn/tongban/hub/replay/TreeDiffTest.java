package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeDiffTest {
    @Test
    void nullIsNotAbsent() {
        assertThat(between("{}", "{\"a\":null}")).containsExactly("/a APPEARED");
        assertThat(between("{\"a\":null}", "{}")).containsExactly("/a VANISHED");
        assertThat(between("{\"a\":null}", "{\"a\":1}")).containsExactly("/a CHANGED");
    }

    @Test
    void theOrderOfFieldsDoesNotMatterAndThatOfListsDoes() {
        assertThat(between("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")).isEmpty();
        assertThat(between("{\"a\":[1,2,3]}", "{\"a\":[3,1,2]}")).containsExactly("/a@order CHANGED");
    }

    @Test
    void oneMoreEntryInTheMiddleIsOneDifference() {
        assertThat(between("[{\"n\":1},{\"n\":2},{\"n\":3}]", "[{\"n\":1},{\"n\":9},{\"n\":2},{\"n\":3}]"))
                .containsExactly("/* APPEARED");
        assertThat(between("[{\"n\":1},{\"n\":2}]", "[{\"n\":2}]")).containsExactly("/* VANISHED");
    }

    @Test
    void entriesThatChangedAreComparedInTheirOrder() {
        assertThat(between("[{\"n\":1,\"x\":1},{\"n\":2,\"x\":1}]", "[{\"n\":1,\"x\":1},{\"n\":2,\"x\":7}]"))
                .containsExactly("/*/x CHANGED");
    }

    @Test
    void numbersAreComparedByWhatIsSent() {
        assertThat(between("{\"a\":1}", "{\"a\":\"1\"}")).containsExactly("/a CHANGED");
        assertThat(between("{\"a\":100000000000000000001}", "{\"a\":100000000000000000001}")).isEmpty();
    }

    @Test
    void namesAreEscaped() {
        assertThat(between("{\"a/b\":{\"~\":1}}", "{\"a/b\":{\"~\":2}}")).containsExactly("/a~1b/~0 CHANGED");
    }

    private static List<String> between(String before, String after) {
        return TreeDiff.between(Documents.read(before.getBytes(StandardCharsets.UTF_8)),
                        Documents.read(after.getBytes(StandardCharsets.UTF_8)))
                .stream().map(found -> found.field() + " " + found.kind()).toList();
    }
}
