package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A report may lie about in a ticket: no value of a person may be in it, whatever the candidate does. */
class VeilTest {
    private static final BundleFiles SAMPLE = BundleFiles.fromDirectory(Path.of("."));
    private static final JsonNode CASE = read(
            """
            {"caseNo":"C-1","version":1,"item":{"taskCode":"T","catalogCode":"K","name":"食品经营许可"},
             "applicant":{"type":"NATURAL_PERSON","name":"测试甲","idType":"RESIDENT_ID","idNumber":"610702190001010011"},
             "contact":{"name":"测试乙","phone":"13900000001"},"receivedAt":"2026-03-16T09:30:00+08:00","materials":[]}
            """);

    private final Veil veil = new Veil(BundleLoader.readForTrial(SAMPLE), BundleLoader.readForTrial(SAMPLE));

    @Test
    void personalValuesAreMaskedAndTheirShapeShowsWhatTheMaskHides() {
        Veil.Shown shown = canonical("/applicant/name", "{\"applicant\":{\"name\":\"测试甲 \"}}");

        assertThat(shown.before()).isEqualTo("测** 字字字");
        assertThat(shown.after()).isEqualTo("测** 字字字 ");
    }

    @Test
    void aNameThatACandidatePutsIntoAPlainFieldIsNotShown() {
        assertThat(canonical("/item/name", "{\"item\":{\"name\":\"测试甲\"}}").after()).isEqualTo("字字字");
        assertThat(canonical("/caseNo", "{\"caseNo\":\"610702190001010011\"}").after()).isEqualTo("9".repeat(18));
        assertThat(canonical("/caseNo", "{\"caseNo\":{\"x\":\"测试甲\"}}").after()).isEqualTo("{1}");
    }

    @Test
    void nothingThatATerminalWouldObeyIsShown() {
        JsonNode before = read("{\"item\":{\"name\":\"a\\u001b[2Jb\"}}");

        assertThat(veil.canonical("case.submitted", before, "/item/name", before, "/item").before()).isEqualTo("a…[2Jb");
        assertThat(Veil.shape("a\u001b[2J\u007f")).isEqualTo("a…[9A…");
    }

    @Test
    void codesOfTheBundleAreShown() {
        assertThat(canonical("/applicant/type", "{\"applicant\":{\"type\":\"OTHER\"}}"))
                .isEqualTo(new Veil.Shown("NATURAL_PERSON", "OTHER"));
    }

    @Test
    void ofForeignDocumentsOnlyTheShapeIsShown() {
        JsonNode before = read("{\"when\":\"2026-03-16 09:30:00\",\"who\":\"Test 甲\",\"fee\":1200,\"kind\":\"111\"}");
        JsonNode after = read("{\"when\":\"2026-03-16T09:30:00+08:00\",\"who\":\"甲\",\"fee\":12,\"kind\":\"001\"}");

        assertThat(veil.foreign(before, "/when", after, "/when"))
                .isEqualTo(new Veil.Shown("9999-99-99 99:99:99", "9999-99-99A99:99:99+99:99"));
        assertThat(veil.foreign(before, "/who", after, "/who")).isEqualTo(new Veil.Shown("Aaaa 字", "字"));
        assertThat(veil.foreign(before, "/fee", after, "/fee")).isEqualTo(new Veil.Shown("9999", "99"));
        assertThat(veil.foreign(before, "/kind", after, "/kind")).isEqualTo(new Veil.Shown("111", "001"));
    }

    @Test
    void aFieldNameMadeOfAValueIsFolded() {
        assertThat(veil.field("/applicant/name")).isEqualTo("/applicant/name");
        assertThat(veil.field("/applicant/测试甲")).isEqualTo("/applicant/{name}");
        assertThat(veil.field("/610702190001010011/*")).isEqualTo("/{name}/*");
    }

    private Veil.Shown canonical(String at, String after) {
        return veil.canonical("case.submitted", CASE, at, read(after), at);
    }

    private static JsonNode read(String json) {
        return Documents.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
