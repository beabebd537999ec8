package cn.tongban.hub.catalogue;

import cn.tongban.hub.flow.ItemDesk;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What routes are told of the catalogue. */
final class CatalogueDesk implements ItemDesk {
    private static final int WANTED_AT_ONCE = 50;

    private final CatalogueWatch watch;
    private final InventoryRepository inventories;
    private final ItemGate gate;
    private final Items items;

    CatalogueDesk(CatalogueWatch watch, InventoryRepository inventories, ItemGate gate, Items items) {
        this.watch = watch;
        this.inventories = inventories;
        this.gate = gate;
        this.items = items;
    }

    @Override
    public void admit(String taskCode, Instant receivedAt) {
        if (gate.isOpen()) {
            return;
        }
        gate.refusal(watch.recent(), taskCode, LocalDate.ofInstant(receivedAt, ItemRevision.ZONE)).ifPresent(refused -> {
            throw refused;
        });
    }

    @Override
    public ObjectNode holdings(String connector) {
        Map<String, String> digests = watch.now().items().values().stream().map(ItemHistory::newest)
                .filter(newest -> newest.connector().equals(connector))
                .collect(Collectors.toMap(ItemRevision::taskCode, ItemRevision::digest));
        ObjectNode holdings = JsonNodeFactory.instance.objectNode().put("count", digests.size())
                .put("digest", ItemDigest.ofAll(digests)).put("comparison", inventories.comparisonNo(connector));
        inventories.wanted(connector, WANTED_AT_ONCE).forEach(holdings.putArray("wanted")::add);
        return holdings;
    }

    @Override
    public Optional<ObjectNode> guide(String taskCode) {
        return items.find(taskCode, items.today()).map(detail -> {
            ObjectNode guide = JsonNodeFactory.instance.objectNode().put("state", detail.summary().state().name());
            if (!detail.summary().refusal().isEmpty()) {
                guide.put("refusal", detail.summary().refusal());
            }
            guide.set("item", detail.item());
            return guide;
        });
    }
}
