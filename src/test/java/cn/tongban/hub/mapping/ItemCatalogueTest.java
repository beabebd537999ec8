package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCatalogueTest {
    private static final String HEADER = String.join(",", ItemCatalogue.COLUMNS) + "\n";
    private static final String CODE = "11610700Y00000016L3000131999000";

    @Test
    void knowsWhoDecides() {
        ItemCatalogue items = ItemCatalogue.read(BundleFiles.fromDirectory(Path.of("")));

        assertThat(items.find(CODE))
                .isEqualTo(new Item(CODE, "000131999000", "食品经营许可(示例)", "city-platform", false,
                        new Limit(5, Limit.Unit.WORKDAY), new Limit(20, Limit.Unit.WORKDAY)));
    }

    @Test
    void unknownItemIsRefusedByNameOnlyIfItIsACode() {
        ItemCatalogue items = ItemCatalogue.read(bundle(""));

        assertThat(refusal(items, CODE).code()).isEqualTo(ErrorCode.UNKNOWN_ITEM);
        assertThat(refusal(items, CODE).subject()).isEqualTo(CODE);
        assertThat(refusal(items, "测试甲").subject()).isEmpty();
    }

    @Test
    void namesTheLineOfAWrongRow() {
        BundleFiles files = bundle("\n" + CODE + ",000131999000,\"示例,一\",city,promise,5,workday,20,workday\n" + CODE
                + ",000131999001,二,city,promise,5,workday,,\n"
                + CODE + ",000131999000,三,city,promise,5,workday,,\n"
                + CODE + ",000131999000,四,city,promise,soon,workday,,\n");

        ItemCatalogue items = ItemCatalogue.readLeniently(files);

        assertThat(items.problems()).extracting(BundleProblem::line).containsExactly(4, 5, 6);
        assertThat(items.find(CODE).name()).isEqualTo("示例,一");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "urgent,5,workday,,", "promise,0,workday,,", "promise,5,,,", "promise,,workday,,", "promise,5,hour,,",
        "promise,1000,workday,,", "instant,1,workday,,", "promise,21,workday,20,workday", "promise,5,workday,x,natural"
    })
    void limitsThatMeanNothingAreRefused(String limits) {
        ItemCatalogue items = ItemCatalogue.readLeniently(bundle(CODE + ",000131999000,一,city," + limits + "\n"));

        assertThat(items.problems()).extracting(BundleProblem::rule, BundleProblem::line)
                .containsExactly(tuple("item-limit", 2));
    }

    @Test
    void whatIsDecidedAtOnceHasTheLimitOfItsDay() {
        Item item = ItemCatalogue.read(bundle(CODE + ",000131999000,一,city,instant,,,30,natural\n")).find(CODE);

        assertThat(item.instant()).isTrue();
        assertThat(item.promised()).isEqualTo(Limit.SAME_DAY);
        assertThat(item.statutory()).isEqualTo(new Limit(30, Limit.Unit.NATURAL));
    }

    @Test
    void aCatalogueOfAnOlderHeaderIsReadAndHasNoLimits() {
        Item item = ItemCatalogue.read(Bundles.of(ItemCatalogue.PATH,
                "task_code,catalog_code,name,decided_by,promise_days,instant\n" + CODE + ",000131999000,一,city,5,yes\n"))
                .find(CODE);

        assertThat(item.instant()).isTrue();
        assertThat(item.promised()).isNull();
        assertThat(item.statutory()).isNull();
    }

    private static HubException refusal(ItemCatalogue items, String code) {
        return catchThrowableOfType(HubException.class, () -> items.find(code));
    }

    private static BundleFiles bundle(String rows) {
        return Bundles.of(ItemCatalogue.PATH, HEADER + rows);
    }
}
