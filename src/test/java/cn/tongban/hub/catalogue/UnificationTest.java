package cn.tongban.hub.catalogue;

import static cn.tongban.hub.catalogue.Severity.BLOCKING;
import static cn.tongban.hub.catalogue.Severity.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnificationTest {
    private static final String CODE = AnItem.code(1);

    /** One change of the district's item for each rule, and the field that must be told. */
    private enum Plant {
        NAME("name", item -> item.put("name", "食品经营许可")),
        CONDITIONS("conditions", item -> item.put("conditions", "有固定场所和设备")),
        PROMISED("promised", item -> item.putObject("promised").put("days", 3).put("unit", "WORKDAY")),
        UNIT("statutory", item -> item.putObject("statutory").put("days", 20).put("unit", "NATURAL")),
        FEE("fee", item -> item.putObject("fee").put("charged", true)),
        FEE_BASIS("fee.basis", item -> ((ObjectNode) item.path("fee")).put("basis", "财政部文件")),
        BASIS("basis", item -> item.remove("basis")),
        RESULT_TYPE("result.type", item -> ((ObjectNode) item.path("result")).put("type", "APPROVAL")),
        RESULT("result.name", item -> ((ObjectNode) item.path("result")).put("name", "许可证")),
        FLOW("flow", item -> item.withArray("flow").remove(1)),
        FORMS("forms[申请书二]", item -> item.withArray("forms").addObject().put("name", "申请书二")),
        MORE("materials[身份证]", item -> item.withArray("materials").addObject().put("materialId", "M9").put("name", "身份证")),
        FEWER("materials[场地证明]", item -> item.withArray("materials").remove(1)),
        NECESSITY("materials[营业执照].necessity", item -> material(item).put("necessity", "OPTIONAL")),
        TYPE("materials[营业执照].type", item -> material(item).put("type", "OTHER")),
        PAGES("materials[营业执照].pages", item -> material(item).put("pages", 2)),
        KIND("kind", item -> item.put("kind", "INSTANT")),
        AUDIENCE("audience", item -> item.withArray("audience").add("NATURAL_PERSON"));

        private final String field;
        private final Consumer<ObjectNode> change;

        Plant(String field, Consumer<ObjectNode> change) {
            this.field = field;
            this.change = change;
        }

        private static ObjectNode material(ObjectNode item) {
            return (ObjectNode) item.path("materials").path(0);
        }

        boolean counts() {
            return this != KIND && this != AUDIENCE;
        }
    }

    static Stream<Arguments> plants() {
        return Arrays.stream(Plant.values()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("plants")
    void eachDifferenceIsToldOnceByItsOwnRule(Plant plant) {
        List<Difference> found = Unification.compare(
                AnItem.ofDistrict(CODE).with(plant.change).document(), AnItem.ofCity(CODE).document());

        assertThat(found).extracting(Difference::field).containsExactly(plant.field);
        assertThat(found.get(0).severity()).isEqualTo(plant.counts() ? BLOCKING : NOTICE);
    }

    @Test
    void theSameInOtherLettersAndAnotherOrderIsTheSame() {
        AnItem district = AnItem.ofDistrict(CODE).with(item -> {
            item.put("name", "　食品经营许可（示例） ").put("effectiveOn", "2025-01-01").put("version", 9);
            var materials = item.withArray("materials");
            materials.add(materials.remove(0));
        });

        assertThat(Unification.compare(district.document(), AnItem.ofCity(CODE).document())).isEmpty();
    }

    @Test
    void saysWhatEachSideSays() {
        AnItem district = AnItem.ofDistrict(CODE).with(item -> item.putObject("promised").put("days", 3).put("unit", "NATURAL"));

        assertThat(Unification.compare(district.document(), AnItem.ofCity(CODE).document()))
                .containsExactly(new Difference("promised", "3 NATURAL", "5 WORKDAY", BLOCKING));
    }

    @Test
    void ofTwoMaterialsWithOneNameEachFindsItsOwn() {
        AnItem district = AnItem.ofDistrict(CODE).material("M3", "证明", "REQUIRED", "OTHER", 1)
                .material("M4", "证明", "OPTIONAL", "OTHER", 3);
        AnItem city = AnItem.ofCity(CODE).material("M4", "证明", "OPTIONAL", "OTHER", 3)
                .material("M3", "证明", "REQUIRED", "OTHER", 2);

        assertThat(Unification.compare(district.document(), city.document()))
                .containsExactly(new Difference("materials[证明].pages", "1", "2", BLOCKING));
    }

    @Test
    void ofAThousandPairsFortyPlantedDifferencesAreFoundAndNoneIsInvented() {
        Map<String, ItemHistory> items = new TreeMap<>();
        Map<String, ItemDocument> documents = new TreeMap<>();
        Map<String, String> planted = new TreeMap<>();
        List<Plant> counting = Arrays.stream(Plant.values()).filter(Plant::counts).toList();
        for (int i = 0; i < 1000; i++) {
            AnItem district = AnItem.ofDistrict(AnItem.code(i));
            if (i % 25 == 7) {
                Plant plant = counting.get(planted.size() % counting.size());
                district.with(plant.change);
                planted.put(district.taskCode(), plant.field);
            }
            for (ItemDocument document : List.of(district.document(), AnItem.ofCity(AnItem.code(i)).document())) {
                documents.put(document.taskCode(), document);
                items.put(document.taskCode(), new ItemHistory(List.of(Revisions.of(document))));
            }
        }
        PairMaker maker = new PairMaker(items, Revisions.NO_PAIRS, Revisions.DAY, wanted -> wanted.stream()
                .collect(Collectors.toMap(ItemRevision::taskCode, one -> documents.get(one.taskCode()))));

        List<PairCheck> checks = maker.check(items.values().stream().filter(PairMaker::isOfDistrict).toList());

        assertThat(planted).hasSize(40);
        assertThat(checks).hasSize(1000);
        Map<String, String> found = new TreeMap<>();
        List<String> all = new ArrayList<>();
        checks.stream().filter(check -> check.status() == PairStatus.DIFFERENT).forEach(check -> {
            check.differences().forEach(one -> all.add(one.field()));
            found.put(check.districtTaskCode(), check.differences().get(0).field());
        });
        assertThat(found).isEqualTo(planted);
        assertThat(all).hasSize(40);
    }
}
