package cn.tongban.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemPairs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairMakerTest {
    private final Map<String, ItemHistory> items = new TreeMap<>();
    private final Map<String, ItemDocument> documents = new TreeMap<>();

    private AnItem add(AnItem item) {
        items.put(item.taskCode(), Revisions.history(item));
        documents.put(item.taskCode(), item.document());
        return item;
    }

    private List<PairCheck> check(ItemPairs said) {
        return new PairMaker(items, said, Revisions.DAY, wanted -> wanted.stream()
                .collect(Collectors.toMap(ItemRevision::taskCode, one -> documents.get(one.taskCode()))))
                .check(items.values().stream().filter(PairMaker::isOfDistrict).toList());
    }

    private static ItemPairs said(String rows) {
        return ItemPairs.read(BundleFiles.of(Map.of(ItemPairs.PATH,
                ("district_task_code,city_task_code\n" + rows).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aPairIsMadeByTheCatalogueCode() {
        AnItem district = add(AnItem.ofDistrict(AnItem.code(1)));
        AnItem city = add(AnItem.ofCity(AnItem.code(1)));
        add(AnItem.ofCity(AnItem.code(2)));

        assertThat(check(Revisions.NO_PAIRS)).singleElement().satisfies(pair -> {
            assertThat(pair.districtTaskCode()).isEqualTo(district.taskCode());
            assertThat(pair.cityTaskCode()).isEqualTo(city.taskCode());
            assertThat(pair.status()).isEqualTo(PairStatus.UNIFIED);
        });
    }

    @Test
    void theBundleMaySayAnotherCityItemOrThatThereIsNone() {
        AnItem first = add(AnItem.ofDistrict(AnItem.code(1)));
        AnItem second = add(AnItem.ofDistrict(AnItem.code(2)));
        add(AnItem.ofCity(AnItem.code(1)));
        add(AnItem.ofCity(AnItem.code(2)));
        AnItem other = add(AnItem.ofCity(AnItem.code(3)));

        List<PairCheck> pairs = check(said(first.taskCode() + "," + other.taskCode() + "\n" + second.taskCode() + ",\n"));

        assertThat(pairs).extracting(PairCheck::cityTaskCode).containsExactlyInAnyOrder(other.taskCode(), "");
        assertThat(pairs).extracting(PairCheck::status)
                .containsExactlyInAnyOrder(PairStatus.UNIFIED, PairStatus.NO_COUNTERPART);
    }

    @Test
    void whatCannotBeComparedSaysWhy() {
        add(AnItem.ofDistrict(AnItem.code(1)));
        add(AnItem.ofDistrict(AnItem.code(2)));
        add(AnItem.ofCity(AnItem.code(2)).with(item -> item.put("state", "WITHDRAWN").put("cancelledOn", "2026-02-01")));
        add(AnItem.ofDistrict(AnItem.code(3)));
        add(AnItem.ofCity(AnItem.code(3)));
        add(AnItem.ofCity(AnItem.code(3)).with(item -> item.put("taskCode", "11610700Y00000032A3" + AnItem.code(3))));
        add(AnItem.ofDistrict(AnItem.code(4)).with(item -> item.put("state", "PAUSED")));
        add(AnItem.ofCity(AnItem.code(4)));

        assertThat(check(Revisions.NO_PAIRS)).extracting(PairCheck::status).containsExactlyInAnyOrder(
                PairStatus.NO_COUNTERPART, PairStatus.COUNTERPART_NOT_IN_USE, PairStatus.AMBIGUOUS);
    }
}
