package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ItemCatalogueTest {
    private static final String HEADER = "task_code,catalog_code,name,decided_by,promise_days,instant\n";
    private static final String CODE = "11610700Y00000016L3000131999000";

    @Test
    void knowsWhoDecides() {
        ItemCatalogue items = ItemCatalogue.read(BundleFiles.fromDirectory(Path.of("")));

        assertThat(items.find(CODE))
                .isEqualTo(new Item(CODE, "000131999000", "食品经营许可(示例)", "city-platform", 5, false));
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
        BundleFiles files = bundle("\n" + CODE + ",000131999000,\"示例,一\",city,5,no\n" + CODE
                + ",000131999001,二,city,5,no\n"
                + CODE + ",000131999000,三,city,5,no\n" + CODE + ",000131999000,四,city,soon,no\n");

        ItemCatalogue items = ItemCatalogue.readLeniently(files);

        assertThat(items.problems()).extracting(BundleProblem::line).containsExactly(4, 5, 6);
        assertThat(items.find(CODE).name()).isEqualTo("示例,一");
    }

    private static HubException refusal(ItemCatalogue items, String code) {
        return catchThrowableOfType(HubException.class, () -> items.find(code));
    }

    private static BundleFiles bundle(String rows) {
        return Bundles.of(ItemCatalogue.PATH, HEADER + rows);
    }
}
