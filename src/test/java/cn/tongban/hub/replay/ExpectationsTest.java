package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private static final Spot NAME = new Spot("in a.record", "/applicant/\"name\"", Kind.CHANGED);
    private static final Spot CODE = new Spot("out b.submit", "/code", Kind.NOW_FAILS);

    @Test
    void whatIsWrittenIsRead() {
        Expectations read = Expectations.read(Expectations.of(List.of(CODE, NAME)).write());

        assertThat(read.others(List.of(NAME, CODE))).isEmpty();
        assertThat(read.missing(List.of(NAME, CODE))).isEmpty();
        assertThat(Expectations.read(Expectations.of(List.of()).write()).others(List.of(NAME))).containsExactly(NAME);
    }

    @Test
    void whatNobodyExpectedAndWhatDidNotOccurAreNamed() {
        Expectations expected = Expectations.of(List.of(NAME));

        assertThat(expected.others(List.of(CODE))).containsExactly(CODE);
        assertThat(expected.missing(List.of(CODE))).containsExactly(NAME);
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Expectations.read("expected: {a: b}")).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> Expectations.read("expected: [{where: x, field: y, kind: sometimes}]"))
                .isInstanceOf(HubException.class).hasMessageContaining("1");
    }
}
