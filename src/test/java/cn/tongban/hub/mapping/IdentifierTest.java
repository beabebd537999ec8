package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    @ParameterizedTest
    @ValueSource(strings = {
        "11610700Y00000016L", "11610700Y00000024F", "11610700Y00000032A", "11610700Y000000405", "91610700Y1000001XM",
        "91610700Y10000028M", "91610700Y100000A3E", "92610702Y200000131", "93610722Y20000021P", "91610700Y300002360",
        "91610700Y30000113Y", "91610700Y30000068X", "91610700Y3000005XX", "91350100M000100Y43"
    })
    void acceptsCreditCodesWithRightChecks(String code) {
        assertThat(Uscc.check(code)).isEqualTo(Uscc.Result.VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "91610700Y1000001XN, CHECK", "91610700Y1000001X, LENGTH", "91610700YI000001XM, CHARACTER",
        "91610700y1000001xm, CHARACTER", "19610700Y1000001XM, CHECK", "91610700Y10000019P, ORGANISATION_CHECK"
    })
    void saysWhatIsWrongWithACreditCode(String code, Uscc.Result result) {
        assertThat(Uscc.check(code)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "610702190001010011", "610702190001020025", "610703190001040049", "610722190001050051", "61070219000106006X",
        "61070219000110005X"
    })
    void acceptsResidentIds(String number) {
        assertThat(ResidentId.isValid(number, TODAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "610702190001010012", "610702190002300010", "610702209912310012", "610702900101001", "61070219000106006x", ""
    })
    void refusesImpossibleResidentIds(String number) {
        assertThat(ResidentId.isValid(number, TODAY)).isFalse();
    }

    /** UPU S10; the last two have 10 and 11 for a check and stand for 0 and 5. */
    @ParameterizedTest
    @ValueSource(strings = {"EA123456785CN", "RR473124829CN", "EX100000017CN", "EA000000080CN", "EA000000155CN"})
    void acceptsItemNumbers(String number) {
        assertThat(Waybill.isItemNumber(number)).isTrue();
        assertThat(Waybill.isValid(number)).isTrue();
        assertThat(Waybill.complete(number.substring(0, 2), number.substring(2, 10), number.substring(11)))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "EA123456784CN", "EA12345678CN", "ea123456785cn", "EA123456785C1", "E1123456785CN", "EA123456785", "EA1234567８5CN",
        " EA123456785CN", ""
    })
    void refusesWhatIsNoItemNumber(String number) {
        assertThat(Waybill.isItemNumber(number)).isFalse();
        assertThat(Waybill.isValid(number)).isFalse();
    }

    @Test
    void everyCheckDigitButOneIsWrong() {
        for (int serial = 0; serial < 2_000; serial++) {
            String body = "EA%08d".formatted(serial * 49_999);
            long right = "0123456789".chars().filter(c -> Waybill.isItemNumber(body + (char) c + "CN")).count();

            assertThat(right).as(body).isEqualTo(1);
        }
    }

    @Test
    void domesticWaybillsHaveThirteenDigits() {
        assertThat(Waybill.isValid("1100000000001")).isTrue();
        assertThat(Waybill.isItemNumber("1100000000001")).isFalse();
        assertThat(Waybill.isValid("110000000000")).isFalse();
        assertThat(Waybill.isValid("11000000000011")).isFalse();
        assertThat(Waybill.isValid("１100000000001")).isFalse();
    }

    @Test
    void nobodyIsBornAfterTheMessage() {
        assertThat(ResidentId.isValid("610702190001010011", LocalDate.of(1899, 12, 31))).isFalse();
    }

    @Test
    void itemCodeHoldsBodyLevelAndCatalogueCode() {
        assertThat(TaskCode.isValid("11610700Y00000016L3000131999000")).isTrue();
        assertThat(TaskCode.catalogCode("11610700Y00000016L3000131999000")).contains("000131999000");
        assertThat(TaskCode.isValid("11610700Y00000017L3000131999000")).isFalse();
        assertThat(TaskCode.isValid("11610700Y00000016L300013199900")).isFalse();
        assertThat(TaskCode.isValid("11610700Y00000016L8000131999000")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../etc/passwd", "a/b", "a b", "-a", ".a", "案件1", "a%2fb"})
    void refusesCaseNumbersThatAreNoPlainName(String caseNo) {
        assertThat(CaseNo.isValid(caseNo)).isFalse();
    }

    @Test
    void acceptsCaseNumbersOfUpToFiftyCharacters() {
        assertThat(CaseNo.isValid("11610700Y00000016L3000131999000202603160001")).isTrue();
        assertThat(CaseNo.isValid("a".repeat(50))).isTrue();
        assertThat(CaseNo.isValid("a".repeat(51))).isFalse();
    }
}
