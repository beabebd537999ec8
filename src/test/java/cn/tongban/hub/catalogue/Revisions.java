package cn.tongban.hub.catalogue;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemPairs;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

/** Revisions made of documents. */
final class Revisions {
    static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    static final ItemPairs NO_PAIRS = ItemPairs.read(BundleFiles.of(Map.of()));

    private Revisions() {}

    static ItemRevision of(ItemDocument item) {
        String cancelled = item.at("/cancelledOn");
        return new ItemRevision(item.taskCode(), item.version(), OffsetDateTime.parse(item.at("/changedAt")).toInstant(),
                item.at("/catalogCode"), item.at("/level"), item.at("/name"), ItemState.valueOf(item.at("/state")),
                LocalDate.parse(item.at("/effectiveOn")), cancelled.isEmpty() ? null : LocalDate.parse(cancelled), "test", "");
    }

    static ItemHistory history(AnItem... items) {
        return new ItemHistory(java.util.Arrays.stream(items).map(item -> of(item.document())).toList());
    }
}
