package cn.tongban.hub.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParcelLabelsTest {
    static Stream<String> keys() {
        return Stream.of(
                        keys("parcel.state", ParcelState.values()),
                        keys("parcel.purpose", ParcelPurpose.values()),
                        keys("parcel.event", EventKind.values()),
                        keys("parcel.signer", Signer.values()))
                .flatMap(s -> s);
    }

    private static Stream<String> keys(String group, Enum<?>... values) {
        return Arrays.stream(values).map(value -> group + "." + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyWordExistsInBothLanguages(String key) {
        assertThat(Texts.of(Texts.ZH, key)).matches("\\p{IsHan}+");
        assertThat(Texts.of(Locale.UK, key)).matches("[A-Za-z -]+");
    }
}
