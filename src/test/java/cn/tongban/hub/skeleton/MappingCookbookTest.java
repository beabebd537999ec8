package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.CodeTableCheck;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.mapping.GoldenRunner;
import cn.tongban.hub.mapping.MappingLibrary;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recipe of docs/mapping-cookbook.md, as it stands there. */
class MappingCookbookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "connectors/cookbook/contract/recipe.schema.json";
    private static final List<DocumentBlocks.Section> RECIPES =
            DocumentBlocks.sections(Path.of("docs/mapping-cookbook.md"));

    @TestFactory
    Stream<DynamicTest> recipes() {
        return RECIPES.stream().map(recipe -> DynamicTest.dynamicTest(recipe.title(), () -> run(recipe)));
    }

    @Test
    void thereAreAsManyAsTheFirstSentenceSays() {
        assertThat(RECIPES).hasSize(29);
        System.out.println("cookbook: " + RECIPES.size() + " recipes, "
                + RECIPES.stream().flatMap(recipe -> recipe.blocks().stream())
                        .filter(block -> block.info().equals("json in")).count() + " examples");
    }

    private static void run(DocumentBlocks.Section recipe) throws JsonProcessingException {
        Map<String, byte[]> files = new TreeMap<>();
        int example = 0;
        for (DocumentBlocks.Block block : recipe.blocks()) {
            String[] info = block.info().split(" ");
            example += block.info().equals("json in") ? 1 : 0;
            String path = switch (info[0]) {
                case "jslt" -> "mappings/cookbook/recipe.jslt";
                case "csv" -> "mappings/cookbook/codes/" + info[1] + ".csv";
                default -> info[1].equals("schema") ? SCHEMA
                        : "mappings/cookbook/golden/recipe/" + example + "." + info[1] + ".json";
            };
            if (!info[info.length - 1].equals("refused")) {
                files.put(path, block.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        BundleFiles bundle = BundleFiles.of(files);

        assertThat(GoldenRunner.run(bundle)).hasSizeGreaterThanOrEqualTo(example).allMatch(GoldenResult::passed);
        assertThat(CodeTableCheck.run(bundle, MappingLibrary.compile(bundle))).isEmpty();
        assertThat(example).isPositive();
        if (bundle.has(SCHEMA)) {
            contract(recipe, ContractLibrary.compile(bundle));
        }
    }

    private static void contract(DocumentBlocks.Section recipe, ContractLibrary contracts) throws JsonProcessingException {
        for (DocumentBlocks.Block block : recipe.blocks()) {
            if (block.info().equals("json in") || block.info().equals("json refused")) {
                JsonNode document = JSON.readTree(block.text());
                assertThat(contracts.validate("cookbook/recipe", document, LocalDate.of(2026, 3, 16)).isValid())
                        .isEqualTo(block.info().equals("json in"));
            }
        }
    }
}
