package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalFieldsTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));
    private static final PersonalFields FIELDS = PersonalFields.read(BUNDLE);
    private static final String CASE = "mappings/city-window/golden/case-submission-to-canonical/typical.out.json";
    private static final String STEP = "mappings/city-platform/golden/step-to-canonical/typical.out.json";

    @Test
    void indexesNamesNumbersAndPhones() {
        assertThat(FIELDS.indexed("case.submitted", Json.ofBundle(BUNDLE, CASE))).containsExactlyInAnyOrder(
                new IndexedValue("name", "汉中示例食品有限公司"),
                new IndexedValue("credit-code", "91610700Y1000001XM"),
                new IndexedValue("name", "测试乙"),
                new IndexedValue("name", "测试甲"),
                new IndexedValue("id-number", "610702190001010011"),
                new IndexedValue("phone", "13900000001"));
    }

    @Test
    void twoWritingsOfAValueAreOne() throws Exception {
        JsonNode one = Json.MAPPER.readTree("""
                {"contact":{"name":" 测试甲 ","idNumber":"６１０７０２１９０００１０６００６x","phone":"+86 139-0000 0001"}}""");

        assertThat(FIELDS.indexed("case.submitted", one)).containsExactly(
                new IndexedValue("name", "测试甲"),
                new IndexedValue("id-number", "61070219000106006X"),
                new IndexedValue("phone", "13900000001"));
    }

    @Test
    void masksWhatIsPersonalAndShowsTheRest() {
        JsonNode masked = FIELDS.masked("case.submitted", Json.ofBundle(BUNDLE, CASE));

        assertThat(masked.at("/caseNo").textValue()).endsWith("0001");
        assertThat(masked.at("/applicant/name").textValue()).isEqualTo("汉**");
        assertThat(masked.at("/applicant/idType").textValue()).isEqualTo("USCC");
        assertThat(masked.at("/contact/idNumber").textValue()).isEqualTo("610702********0011");
        assertThat(masked.at("/contact/phone").textValue()).isEqualTo("139****0001");
        assertThat(masked.at("/contact/address").textValue()).isEqualTo("汉中市汉台区***");
        assertThat(masked.at("/acceptance/debts/0/reason").textValue()).isEqualTo("***");
        assertThat(masked.at("/materials/0/pages").intValue()).isEqualTo(3);
    }

    @Test
    void noPlantedValueSurvivesMasking() {
        String masked = FIELDS.masked("case.submitted", Json.ofBundle(BUNDLE, CASE)).toString();

        assertThat(masked).doesNotContain("测试甲", "测试乙", "610702190001010011", "91610700Y1000001XM", "13900000001",
                "示例路");
    }

    @Test
    void aStepIsKnownByItsMessageTypes() {
        assertThat(FIELDS.knows("case.decided")).isTrue();
        assertThat(FIELDS.masked("case.decided", Json.ofBundle(BUNDLE, STEP)).at("/handler").textValue())
                .isEqualTo("测**");
    }

    @Test
    void ofAnUnknownDocumentEverythingIsHidden() throws Exception {
        JsonNode masked = FIELDS.masked("parcel.event-recorded", Json.MAPPER.readTree("""
                {"receiver":{"name":"测试甲"},"weight":120,"signed":true,"list":["a"],"none":null}"""));

        assertThat(masked.toString())
                .isEqualTo("{\"receiver\":{\"name\":\"***\"},\"weight\":\"***\",\"signed\":true,\"list\":[\"***\"],\"none\":null}");
        assertThat(FIELDS.indexed("parcel.event-recorded", masked)).isEmpty();
    }

    @Test
    void aFieldThatTheSchemaDoesNotDeclareIsHidden() throws Exception {
        assertThat(FIELDS.masked("case.step", Json.MAPPER.readTree("{\"caseNo\":\"C1\",\"mother\":\"测试丁\"}"))
                .toString())
                .isEqualTo("{\"caseNo\":\"C1\",\"mother\":\"***\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "name, 𠮷野, 𠮷**", "name, 甲, 甲**", "id-number, 610702190001010011, 610702********0011",
        "id-number, E00000000, ***", "credit-code, 91610700Y1000001XM, 916107********01XM",
                "phone, 13900000001, 139****0001",
        "phone, 0916-2222222, ***", "address, 陕西省汉中市城固县示例路1号, 陕西省汉中市城固县***", "address, 汉中市示例小区1号, 汉中市***",
        "address, 示例路1号, ***", "text, 任意, ***", "nonsense, 任意, ***"
    })
    void masksEachClass(String personalClass, String value, String masked) {
        assertThat(Masks.masked(personalClass, value)).isEqualTo(masked);
    }

    @Test
    void anIndexedValueNeverPrintsItself() {
        assertThat(new IndexedValue("phone", "13900000001").toString()).doesNotContain("139");
    }
}
