package cn.tongban.hub.catalogue;

import cn.tongban.hub.catalogue.ItemRepository.NewRevision;
import cn.tongban.hub.intake.Register;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Writes what was published of items. A revision that is there already is ignored, a lower one is kept and changes
 * nothing, because whoever reads takes the highest that applies.
 */
final class ItemRegister implements Register {
    private final ItemRepository repository;
    private final InventoryRepository inventories;

    ItemRegister(ItemRepository repository, InventoryRepository inventories) {
        this.repository = repository;
        this.inventories = inventories;
    }

    @Override
    public String name() {
        return "item";
    }

    @Override
    public void write(List<Arrived> entries) {
        repository.insert(entries.stream().map(ItemRegister::revision).toList());
        inventories.settle(entries.stream().map(Arrived::key).distinct().toList());
    }

    private static NewRevision revision(Arrived arrived) {
        String canonical = new String(arrived.canonical(), StandardCharsets.UTF_8);
        ItemDocument item = ItemDocument.read(canonical);
        String cancelled = item.at("/cancelledOn");
        ItemRevision revision = new ItemRevision(
                item.taskCode(),
                item.version(),
                OffsetDateTime.parse(item.at("/changedAt")).toInstant(),
                item.at("/catalogCode"),
                item.at("/level"),
                item.at("/name"),
                ItemState.valueOf(item.at("/state")),
                LocalDate.parse(item.at("/effectiveOn")),
                cancelled.isEmpty() ? null : LocalDate.parse(cancelled),
                arrived.connector(),
                ItemDigest.of(arrived.original()));
        return new NewRevision(revision, canonical, arrived.messageId(), arrived.recordedAt());
    }
}
