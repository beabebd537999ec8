package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of a thousand items that comes down, and what is planted in it. */
class CatalogueDifferencesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private CatalogueWorld catalogue;

    @BeforeEach
    void start() {
        catalogue = CatalogueWorld.start(folder);
    }

    @AfterEach
    void stop() {
        catalogue.close();
    }

    @Test
    void ofAThousandItemsThePlantedDifferencesAreFound() {
        JsonNode sample = catalogue.province().command("GET", "items/" + SyntheticCase.FOOD_LICENCE, "");
        Map<String, String> planted = new TreeMap<>();
        for (int from = 0; from < 500; from += 50) {
            ArrayNode items = JSON.createArrayNode();
            for (int i = from; i < from + 50; i++) {
                String code = "%012d".formatted(900_000_000 + i);
                items.add(named(sample, "11610700Y00000016L3" + code, code, "3"));
                ObjectNode district = items.addObject();
                district.setAll(named(sample, "11610700Y00000024F4" + code, code, "4"));
                if (i % 12 == 5 && planted.size() < 40) {
                    planted.put(district.path("taskCode").asText(), plant(district, planted.size()));
                }
            }
            catalogue.province().command("POST", "items", JSON.createObjectNode().set("items", items).toString());
        }

        catalogue.awaitAll();
        CatalogueWorld.soon(() -> assertThat(found()).isEqualTo(planted));
        assertThat(planted).hasSize(40);
    }

    private Map<String, String> found() {
        Map<String, String> found = new TreeMap<>();
        String next = "";
        do {
            JsonNode page = catalogue.api("/items/unification?status=DIFFERENT&limit=200" + (next.isEmpty() ? "" : "&before=" + next));
            page.path("items").forEach(pair -> {
                if (pair.path("catalogCode").asText().startsWith("0009")) {
                    assertThat(pair.path("differences")).hasSize(1);
                    found.put(pair.path("districtTaskCode").asText(), pair.at("/differences/0/field").asText());
                }
            });
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
        return found;
    }

    private static ObjectNode named(JsonNode sample, String taskCode, String code, String level) {
        ObjectNode item = ((ObjectNode) sample.deepCopy()).without("digest");
        return item.put("taskCode", taskCode).put("catalogCode", code).put("useLevel", level).put("taskVersion", 1)
                .put("taskName", "示例事项" + code).put("deptCode", taskCode.substring(0, 18));
    }

    private static String plant(ObjectNode item, int number) {
        return switch (number % 4) {
            case 0 -> {
                item.put("taskName", item.path("taskName").asText() + "(区)");
                yield "name";
            }
            case 1 -> {
                item.put("promiseDay", 9);
                yield "promised";
            }
            case 2 -> {
                ((ObjectNode) item.path("materials").path(0)).put("pageNum", 3);
                yield "materials[" + item.at("/materials/0/materialName").asText() + "].pages";
            }
            default -> {
                item.withArray("handleFlow").addObject().put("nodeName", "复核");
                yield "flow";
            }
        };
    }
}
