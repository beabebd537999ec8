package cn.tongban.hub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseLabelsTest {
    static Stream<String> keys() {
        return Stream.of(
                        Arrays.stream(CaseState.values()).map(CaseState::labelKey),
                        Arrays.stream(CaseResult.values()).map(CaseResult::labelKey),
                        Arrays.stream(Provenance.values()).map(Provenance::labelKey))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyWordExistsInBothLanguages(String key) {
        assertThat(Texts.of(Texts.ZH, key)).matches("\\p{IsHan}+");
        assertThat(Texts.of(Locale.UK, key)).matches("[A-Za-z ]+");
    }
}
