package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFunctionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "陕西省汉中市汉台区示例路1号,陕西省,汉中市,汉台区,示例路1号",
        "汉中市汉台区示例路1号,,汉中市,汉台区,示例路1号",
        "汉台区示例路1号,,,汉台区,示例路1号",
        "示例路1号,,,,示例路1号",
        "陕西省汉中市略阳县城关镇示例村3组,陕西省,汉中市,略阳县,城关镇示例村3组",
        "内蒙古自治区锡林郭勒盟正镶白旗示例街,内蒙古自治区,锡林郭勒盟,正镶白旗,示例街",
        "新疆维吾尔自治区昌吉回族自治州昌吉市示例路,新疆维吾尔自治区,昌吉回族自治州,昌吉市,示例路",
        "北京市朝阳区示例路8号,北京市,北京市,朝阳区,示例路8号",
        "北京市北京市朝阳区示例路8号,北京市,北京市,朝阳区,示例路8号",
        "重庆市酉阳土家族苗族自治县示例路,重庆市,重庆市,酉阳土家族苗族自治县,示例路",
        "广东省东莞市东城街道示例路,广东省,东莞市,,东城街道示例路",
        "陕西省汉中市示例小区3栋,陕西省,汉中市,,示例小区3栋",
        "香港特别行政区示例道1号,香港特别行政区,,,示例道1号",
        "Room 1 Example Road,,,,Room 1 Example Road",
    })
    void takesAnAddressApartByItsRegionsAndLosesNothing(
            String address, String province, String city, String county, String rest) {
        JsonNode parts = map("address-parts(.)", JsonNodeFactory.instance.textNode(address));

        assertThat(parts.path("province").asText(null)).isEqualTo(province);
        assertThat(parts.path("city").asText(null)).isEqualTo(city);
        assertThat(parts.path("county").asText(null)).isEqualTo(county);
        assertThat(parts.path("rest").asText(null)).isEqualTo(rest);
    }

    @Test
    void readsTheJsonInATextWithItsDecimalsAsTheyAre() throws Exception {
        JsonNode in = JSON.readTree("{\"retBody\": \"{\\\"a\\\":[1],\\\"fee\\\":12345678901234567.89}\"}");

        assertThat(map("json-in(.retBody).a[0]", in).asInt()).isEqualTo(1);
        assertThat(map("json-in(.retBody).fee", in).decimalValue()).isEqualTo("12345678901234567.89");
    }

    @Test
    void whatIsNoJsonIsAbsent() throws Exception {
        assertThat(map("fallback(json-in(.a), \"none\")", JSON.readTree("{\"a\": \"{\\\"x\\\"\"}")).asText()).isEqualTo("none");
        assertThat(map("fallback(json-in(.a), \"none\")", JSON.readTree("{\"a\": 7}")).asText()).isEqualTo("none");
        assertThat(map("fallback(json-in(.a), \"none\")", JSON.readTree("{}")).asText()).isEqualTo("none");
    }

    @Test
    void aMappingMaySayItselfWhatBecomesOfAnUnknownCode() throws Exception {
        String mapping = "if (has-code(\"kind\", .k)) code(\"kind\", .k) else \"UNKNOWN\"";
        byte[] table = "code,canonical,label_zh,label_en\n1,ONE,一,One\n".getBytes(StandardCharsets.UTF_8);

        MappingLibrary library = MappingLibrary.compile(BundleFiles.of(Map.of(
                "mappings/m/m.jslt", mapping.getBytes(StandardCharsets.UTF_8), "mappings/m/codes/kind.csv", table)));

        assertThat(List.of("1", "7").stream().map(code ->
                library.map("m/m", JsonNodeFactory.instance.objectNode().put("k", code), JsonNodeFactory.instance.objectNode())
                        .asText())).containsExactly("ONE", "UNKNOWN");
    }

    @Test
    void whatIsHiddenIsHiddenInEveryFormThatAMappingMayGiveIt() {
        assertThat(PersonalVariants.of("陕西省汉中市汉台区示例路1号")).containsExactly("陕西省汉中市汉台区示例路1号", "示例路1号");
        assertThat(PersonalVariants.of("+8613900000001")).containsExactly("+8613900000001", "13900000001");
        assertThat(PersonalVariants.of("测试甲")).containsExactly("测试甲");
    }

    private static JsonNode map(String mapping, JsonNode in) {
        MappingLibrary library = MappingLibrary.compile(
                BundleFiles.of(Map.of("mappings/m/m.jslt", mapping.getBytes(StandardCharsets.UTF_8))));
        return library.map("m/m", in, JsonNodeFactory.instance.objectNode());
    }
}
