package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.ResidentId;
import cn.tongban.hub.mapping.Uscc;
import cn.tongban.hub.mapping.Waybill;
import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
    private final Pseudonyms pseudonyms = keyed("one");

    private static Pseudonyms keyed(String key) {
        return new Pseudonyms((kind, value) -> Arrays.copyOf(
                Digests.sha256((key + "/" + kind + "/" + value).getBytes(StandardCharsets.UTF_8)), 16));
    }

    @Test
    void aResidentIdKeepsItsAreaAndSexAndItsCheckIsRight() {
        for (int n = 1; n < 200; n++) {
            String number = ResidentId.complete("61070219000101" + String.format("%03d", n));
            String other = pseudonyms.of("id-number", number);

            assertThat(ResidentId.isValid(other, LocalDate.of(1901, 1, 1))).isTrue();
            assertThat(other).startsWith("6107021900").isNotEqualTo(number);
            assertThat((other.charAt(16) - '0') % 2).isEqualTo((number.charAt(16) - '0') % 2);
        }
    }

    @Test
    void aCreditCodeHasBothChecksRight() {
        Set<String> codes = new HashSet<>();
        for (int n = 0; n < 200; n++) {
            String code = Uscc.complete("91610700Y" + String.format("%07d", n));
            String other = pseudonyms.of("id-number", code);

            assertThat(Uscc.check(other)).isEqualTo(Uscc.Result.VALID);
            codes.add(other);
        }
        assertThat(codes).hasSizeGreaterThan(195);
    }

    @Test
    void anItemNumberOfThePostKeepsServiceCountryAndARightCheck() {
        for (int n = 0; n < 200; n++) {
            String number = Waybill.complete("EA", String.format("%08d", n), "CN");
            String other = pseudonyms.of("undeclared", number);

            assertThat(Pseudonyms.isNumber(number)).isTrue();
            assertThat(Waybill.isItemNumber(other)).as(other).isTrue();
            assertThat(other).startsWith("EA").endsWith("CN").isNotEqualTo(number);
        }
        assertThat(Pseudonyms.isNumber("EA123456784CN")).isFalse();
    }

    @Test
    void theSameValueGetsTheSamePseudonymWhateverItsFieldIsCalled() {
        String number = "610702190001010011";

        assertThat(pseudonyms.of("undeclared", number)).isEqualTo(pseudonyms.of("id-number", number));
        assertThat(pseudonyms.of("id-number", " ６10702190001010011 ".strip()))
                .isEqualTo(pseudonyms.of("id-number", number));
        assertThat(pseudonyms.of("name", "测试甲")).isEqualTo(pseudonyms.of("name", "测试甲"));
    }

    @Test
    void anotherInstallationHasOtherPseudonyms() {
        assertThat(keyed("two").of("id-number", "610702190001010011"))
                .isNotEqualTo(pseudonyms.of("id-number", "610702190001010011"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, 测试甲, [^测试甲]{3}",
        "name, 汉中示例食品有限公司, 示例.+有限公司",
        "name, Test Person, [A-Z][a-z]{3} [A-Z][a-z]{5}",
        "phone, 13812345678, 13900[0-9]{6}",
        "phone, 0916-2212345, [0-9]{4}-[0-9]{7}",
        "address, 汉中市汉台区某路1号, 汉中市汉台区.{2}[0-9].",
        "text, 请尽快 OK 12, '.{3} [A-Z]{2} [0-9]{2}'"
    })
    void theFormStays(String personalClass, String value, String form) {
        String other = pseudonyms.of(personalClass, value);

        assertThat(other).matches(form).isNotEqualTo(value);
        assertThat(pseudonyms.of(personalClass, value)).isEqualTo(other);
    }
}
