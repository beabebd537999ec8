package cn.tongban.sandbox.citywindow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticCaseTest {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-03-16T10:00:00+08:00");

    @Test
    void numbersHaveTheCheckDigitsOfTheHandbook() {
        assertThat(SyntheticIds.residentId(0)).startsWith("61070219000101001").hasSize(18);
        assertThat("610702190001010011").isEqualTo("61070219000101001" + SyntheticIds.residentId(0).charAt(17));
        assertThat(SyntheticIds.creditCode(1000001)).isEqualTo("91610700Y1000001XM");
        assertThat(SyntheticIds.creditCode(1000002)).isEqualTo("91610700Y10000028M");
        assertThat(SyntheticIds.creditCode(3000023)).isEqualTo("91610700Y300002360");
        assertThat(SyntheticIds.creditCode(3000005)).isEqualTo("91610700Y3000005XX");
    }

    @Test
    void caseNumbersAreUniqueOfFullLengthAndNotMagic() {
        Set<String> numbers = new HashSet<>();
        for (int n = 0; n < 30_000; n++) {
            numbers.add(SyntheticCase.caseNo(n));
        }

        assertThat(numbers).hasSize(30_000).allMatch(no -> no.length() == 43 && !no.startsWith("99", 39));
    }

    @Test
    void theSameNumberGivesTheSameBytesOfAboutTwoKilobytes() {
        byte[] first = SyntheticCase.of(7, NOW).bytes();

        assertThat(first).isEqualTo(SyntheticCase.of(7, NOW).bytes());
        assertThat(first.length).isBetween(1500, 2500);
        assertThat(SyntheticCase.of(8, NOW).bytes()).isNotEqualTo(first);
    }
}
