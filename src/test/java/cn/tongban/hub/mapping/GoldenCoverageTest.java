package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenCoverageTest {
    private static final String GOLDEN = "mappings/a/golden/doc-to-canonical/";

    @Test
    void whatNoExampleTestsIsNamedWithItsPlace() {
        BundleFiles bundle = Bundles.of(
                "mappings/a/doc-to-canonical.jslt",
                """
                // from: connectors/a/contract/doc.schema.json
                def wrapped(x) {"inner": $x}
                {
                  "no": .no,
                  "kind": code("kind", .kind),
                  "note": .note,
                  "more": if (.extra) wrapped(.extra)
                }
                """,
                "mappings/a/codes/kind.csv",
                "code,canonical,label_zh,label_en,valid_from,valid_to\n1,ONE,一,One,,\n2,TWO,二,Two,,\n",
                "connectors/a/contract/doc.schema.json",
                """
                {"type": "object", "properties": {"no": {"type": "string"}, "kind": {"type": "string"},
                 "note": {"type": "string"}, "extra": {"type": "string"}, "left": {"type": "string"},
                 "list": {"type": "array", "items": {"$ref": "#/$defs/entry"}}},
                 "$defs": {"entry": {"type": "object", "properties": {"deep": {"type": "string"}}}}}
                """,
                GOLDEN + "typical.in.json", "{\"no\": \"7\", \"kind\": \"1\", \"left\": \"x\"}",
                GOLDEN + "typical.out.json", "{\"no\": \"7\", \"kind\": \"ONE\"}");

        List<String> gaps = GoldenCoverage.of(bundle).stream().map(CoverageGap::toString).toList();

        assertThat(gaps).containsExactlyInAnyOrder(
                "mappings/a/codes/kind.csv:3:1: code-row 2 = TWO",
                "mappings/a/doc-to-canonical.jslt:1:1: dropped-field left",
                "mappings/a/doc-to-canonical.jslt:1:1: input-field extra",
                "mappings/a/doc-to-canonical.jslt:1:1: input-field list.deep",
                "mappings/a/doc-to-canonical.jslt:1:1: input-field note",
                "mappings/a/doc-to-canonical.jslt:2:1: output-field inner",
                "mappings/a/doc-to-canonical.jslt:6:1: output-field note",
                "mappings/a/doc-to-canonical.jslt:7:1: output-field more");
    }

    @Test
    void aMappingWithoutAnExampleIsOneGap() {
        BundleFiles bundle = Bundles.of("mappings/a/doc-to-canonical.jslt", "{\"no\": .no}");

        assertThat(GoldenCoverage.of(bundle)).extracting(CoverageGap::kind).containsExactly("no-example");
    }

    @Test
    void theSampleBundleIsMeasuredInSeconds() {
        List<CoverageGap> gaps = GoldenCoverage.of(BundleFiles.fromDirectory(Path.of(".")));

        assertThat(gaps).extracting(CoverageGap::kind).doesNotContain("no-example");
        assertThat(gaps).allSatisfy(gap -> assertThat(gap.line()).isPositive());
    }
}
