package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingLibraryTest {
    private static final String TABLE = """
            code,canonical,label_zh,label_en,valid_from,valid_to,preferred
            111,RESIDENT_ID,居民身份证,Resident ID,,2025-12-31,
            112,RESIDENT_ID,居民身份证,Resident ID,2026-01-01,,
            4,NOT_ACCEPTED,不受理,Not accepted,,,
            5,NOT_ACCEPTED,不予受理,Refused,,,yes
            """;

    @Test
    void mapsWithContextAndChineseComments() throws Exception {
        JsonNode out = map("// 从窗口 到 城市 (\n{\"名称\": .name, \"id\": $context.deliveryId, \"absent\": .none}",
                "{\"name\":\"汉中\"}", "{\"deliveryId\":\"d-1\"}");

        assertThat(out).isEqualTo(json("{\"名称\":\"汉中\",\"id\":\"d-1\"}"));
    }

    @Test
    void codeTablesAreJudgedByTheMessagesOwnDay() throws Exception {
        String source = "{\"type\": code-to(\"doc\", .type)}";

        assertThat(map(source, "{\"type\":\"RESIDENT_ID\"}", "{\"recordedAt\":\"2025-12-31T15:59:59Z\"}"))
                .isEqualTo(json("{\"type\":\"111\"}"));
        assertThat(map(source, "{\"type\":\"RESIDENT_ID\"}", "{\"recordedAt\":\"2025-12-31T16:00:00Z\"}"))
                .isEqualTo(json("{\"type\":\"112\"}"));
        assertThat(failure(source, "{\"type\":\"RESIDENT_ID\"}", "{}").code()).isEqualTo(ErrorCode.MAPPING_FAILED);
    }

    @Test
    void preferredRowIsSentWhereSeveralCodesShareAMeaning() throws Exception {
        JsonNode out = map("{\"s\": code-to(\"doc\", .s)}", "{\"s\":\"NOT_ACCEPTED\"}",
                "{\"recordedAt\":\"2026-03-16T09:30:00+08:00\"}");

        assertThat(out).isEqualTo(json("{\"s\":\"5\"}"));
    }

    @Test
    void unknownCodeNamesTableMappingAndPlaceButNoPersonalValue() {
        String context = "{\"recordedAt\":\"2026-03-16T01:30:00Z\"}";
        String source = "{\"all\": [for (.people) {\"t\": code(\"doc\", .\"id/type\")}]}";

        HubException short_ = failure(source, "{\"people\":[{},{\"id/type\":\"414\"}]}", context);
        HubException personal = failure(source, "{\"people\":[{\"id/type\":\"610702190001010011\"}]}", context);

        assertThat(short_.code()).isEqualTo(ErrorCode.UNKNOWN_CODE);
        assertThat(short_.subject()).isEqualTo("sys/doc");
        assertThat(short_.places()).containsExactly(new Place("/people/1/id~1type", "code",
                "Code table doc of sys/m has no counterpart for the value \"414\"."));
        assertThat(personal.toString() + personal.places()).doesNotContain("6107").contains("/people/0/id~1type");
    }

    @Test
    void absentCodeStaysAbsentAndEmptyCodeIsUnknown() throws Exception {
        String context = "{\"recordedAt\":\"2026-03-16T01:30:00Z\"}";

        assertThat(map("{\"t\": code(\"doc\", .t)}", "{}", context)).isEqualTo(json("{}"));
        assertThat(failure("{\"t\": code(\"doc\", .t)}", "{\"t\":\"\"}", context).code())
                .isEqualTo(ErrorCode.UNKNOWN_CODE);
        assertThat(failure("{\"t\": code(\"doc\", .t)}", "{\"t\":{}}", context).code())
                .isEqualTo(ErrorCode.UNKNOWN_CODE);
    }

    @Test
    void explicitEmptyListsStayWhereTheMappingSaysSo() throws Exception {
        String source = "{\"some\": [for (.some) .], \"none\": [for (.none) .], \"gone\": .gone}";

        assertThat(map(source, "{\"some\":[]}", "{}")).isEqualTo(json("{}"));
        assertThat(map("// keep-empty\n" + source, "{\"some\":[]}", "{}")).isEqualTo(json("{\"some\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "now()", "{\"a\": random()}", "uuid()", "{\"a\": [for (.b) now ()]}", "let x = uuid() $x", "def f(x) now() f(.)"
    })
    void refusesImpureFunctions(String source) {
        assertThat(problem(source).rule()).isEqualTo("impure-function");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "def f(x) f($x) f(.)",
        "def f(x) if ($x) [for ($x) f(.)] else {\"a\": 1} f(.)",
        "def g(x) f($x.a.b[0]) + 1 def f(x) let y = g($x) $y f(.)",
        "def f(x) ($x) and not(f($x)) {\"a\": 1}",
    })
    void refusesRecursion(String source) {
        assertThat(problem(source).rule()).isEqualTo("recursion");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "def f(x) $x + 1 f(f(.a))",
        "def f(x) if ($x) {\"a\": $x} else [1, 2] {\"now\": f(.), \"b\": f(.c)}",
        "def f(x) let y = $x.a[0] \"now()\" + $y  def g(x) f($x) | .a  {\"x\": [for (.now) g(.)]}",
        "def f(x) -1 * 2 // f(1)\n f(.x)",
    })
    void allowsFunctionsThatEnd(String source) {
        MappingLibrary library = MappingLibrary.compileLeniently(bundle(source));

        assertThat(library.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"import \"x.jslt\" as x x(.)", "import \"http://jslt.schibsted.com/2018/experimental\" as x 1"})
    void refusesImports(String source) {
        assertThat(problem(source).rule()).isEqualTo("import");
    }

    @Test
    void namesLineAndColumnOfOtherProblems() {
        assertThat(problem("{\n \"a\": $cotext.x}").toString())
                .startsWith("mappings/sys/m.jslt:2:7: unknown-variable");
        assertThat(problem("{\n \"a\": code(\"dok\", .x)}").toString())
                .startsWith("mappings/sys/m.jslt:2:7: unknown-code-table");
        assertThat(problem("{\"a\": code(.x, .y)}").rule()).isEqualTo("code-table");
        assertThat(problem("{\"a\": capture(.x, \"a+\")}").rule()).isEqualTo("pattern-function");
        assertThat(problem("{\"a\": sum(.x)}").rule()).isEqualTo("inexact-function");
        assertThat(problem("{\"a\" .x}").rule()).isEqualTo("jslt");
        assertThat(problem("{\"a\": .x, 名: 1}").rule()).isEqualTo("jslt");
        assertThat(problem("{\"a\": nosuch(.x)}").message()).contains("nosuch");
    }

    @Test
    void decimalArithmeticFailsInsteadOfRounding() throws Exception {
        assertThat(failure("{\"a\": .a + 0.01}", "{\"a\":12345678901234567.89}", "{}").code())
                .isEqualTo(ErrorCode.MAPPING_FAILED);
        assertThat(map("{\"a\": .a}", "{\"a\":12345678901234567.89}", "{}").toString())
                .isEqualTo("{\"a\":12345678901234567.89}");
    }

    @Test
    void failureNamesThePlaceInTheMappingAndNothingOfTheDocument() {
        HubException failed = failure("{\n\"a\": [for (.name) .]}", "{\"name\":\"测试甲\"}", "{}");

        assertThat(failed.code()).isEqualTo(ErrorCode.MAPPING_FAILED);
        assertThat(failed).hasNoCause();
        assertThat(failed.places().get(0).pointer()).startsWith("mappings/sys/m.jslt:2:");
        assertThat(failed.toString() + failed.places()).doesNotContain("测试甲");
    }

    @Test
    void failureOfTheLibraryItselfIsTranslatedToo() {
        HubException failed = failure("{\"a\": .code[19 : 31]}", "{\"code\":\"short\"}", "{}");

        assertThat(failed.code()).isEqualTo(ErrorCode.MAPPING_FAILED);
        assertThat(failed).hasNoCause();
    }

    @Test
    void labelGivesThePartysOwnName() throws Exception {
        assertThat(map("{\"n\": label(\"doc\", .s)}", "{\"s\":\"NOT_ACCEPTED\"}",
                "{\"recordedAt\":\"2026-03-16T01:30:00Z\"}"))
                .isEqualTo(json("{\"n\":\"不予受理\"}"));
    }

    @Test
    void unknownMappingIsAnError() {
        MappingLibrary library = MappingLibrary.compile(bundle("{}"));

        HubException failed =
                catchThrowableOfType(HubException.class, () -> library.map("sys/x", json("{}"), json("{}")));

        assertThat(failed.subject()).isEqualTo("sys/x");
    }

    private static BundleFiles bundle(String source) {
        return Bundles.of("mappings/sys/m.jslt", source, "mappings/sys/codes/doc.csv", TABLE);
    }

    private static JsonNode map(String source, String in, String context) throws Exception {
        return MappingLibrary.compile(bundle(source)).map("sys/m", json(in), json(context));
    }

    private static HubException failure(String source, String in, String context) {
        return catchThrowableOfType(HubException.class, () -> map(source, in, context));
    }

    private static BundleProblem problem(String source) {
        return MappingLibrary.compileLeniently(bundle(source)).problems().get(0);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }
}
