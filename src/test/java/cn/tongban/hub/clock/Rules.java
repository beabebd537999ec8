package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.WorkCalendar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The calendar of this repository, and one item with the limits of the test. */
final class Rules {
    static final String ITEM = "11610700Y00000016L3000131999000";

    private static final BundleFiles OWN = BundleFiles.fromDirectory(Path.of(""));

    private Rules() {}

    static ClockRules promise(int workdays) {
        return of("promise," + workdays + ",workday,,");
    }

    static ClockRules instant() {
        return of("instant,,,,");
    }

    /** @param limits the five last cells of the row */
    static ClockRules of(String limits) {
        String text = String.join(",", ItemCatalogue.COLUMNS) + "\n" + ITEM + ",000131999000,示例,city-platform," + limits
                + "\n";
        BundleFiles files = OWN.with(BundleFiles.of(
                Map.of(ItemCatalogue.PATH, text.getBytes(StandardCharsets.UTF_8))));
        return ClockRules.of(files, ItemCatalogue.read(files), WorkCalendar.read(files));
    }
}
