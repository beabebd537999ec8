package cn.tongban.hub.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about the item catalogue. */
public final class Items {
    private final ItemRepository repository;
    private final InventoryRepository inventories;
    private final CatalogueWatch watch;
    private final ItemGate gate;

    Items(ItemRepository repository, InventoryRepository inventories, CatalogueWatch watch, ItemGate gate) {
        this.repository = repository;
        this.inventories = inventories;
        this.watch = watch;
        this.gate = gate;
    }

    /** Today in Shanghai. */
    public LocalDate today() {
        return watch.today();
    }

    /**
     * Items as they stand today, by task code.
     *
     * @param after the last task code of the page before, null for the first page
     */
    public List<ItemRow> page(ItemFilter filter, @Nullable String after, int limit) {
        CatalogueState state = watch.now();
        // A task code is greater than another one plus the smallest character.
        var rest = after == null ? state.items() : state.items().tailMap(after + '\0');
        return rest.values().stream().map(item -> row(state, item, state.day())).filter(filter::takes).limit(limit).toList();
    }

    /** How many items there are, and how many of them match. */
    public long count(ItemFilter filter) {
        CatalogueState state = watch.now();
        return state.items().values().stream().map(item -> row(state, item, state.day())).filter(filter::takes).count();
    }

    /** One item as of a day; its pair as it stands today. */
    public Optional<ItemDetail> find(String taskCode, LocalDate day) {
        CatalogueState state = watch.now();
        return state.item(taskCode).map(item -> new ItemDetail(
                row(state, item, day), document(item.shownOn(day)).json(), state.pairsOf(taskCode)));
    }

    /** The versions of an item, highest first; empty for one that was never published. */
    public List<ItemVersion> versions(String taskCode, LocalDate day) {
        Optional<ItemRevision> applies = watch.now().item(taskCode).flatMap(item -> item.on(day));
        return repository.versions(taskCode).stream()
                .map(kept -> ItemVersion.of(kept, applies.filter(kept.revision()::equals).isPresent())).toList();
    }

    /**
     * The materials of an item for an applicant in these situations.
     *
     * @throws cn.tongban.hub.support.HubException REQUEST_INVALID for a situation that it does not have
     */
    public Optional<MaterialChoice> materials(String taskCode, List<String> situations, LocalDate day) {
        return watch.now().item(taskCode).map(item -> MaterialChoice.of(document(item.shownOn(day)), situations));
    }

    /**
     * How the district's items stand with the city's today, by task code of the district's.
     *
     * @param after the last one of the page before, null for the first page
     */
    public List<PairCheck> unification(@Nullable PairStatus status, @Nullable String after, int limit) {
        CatalogueState state = watch.now();
        var rest = after == null ? state.pairs() : state.pairs().tailMap(after + '\0');
        return rest.values().stream().filter(pair -> status == null || pair.status() == status).limit(limit).toList();
    }

    /** How the catalogue stands with each of its publishers. */
    public List<CatalogueComparison> comparisons() {
        return inventories.comparisons();
    }

    private ItemRow row(CatalogueState state, ItemHistory item, LocalDate day) {
        String taskCode = item.newest().taskCode();
        return ItemRow.of(item, day, state.pairsOf(taskCode), gate.refusal(state, taskCode, day));
    }

    private ItemDocument document(ItemRevision revision) {
        return repository.documents(List.of(revision)).get(revision.taskCode());
    }
}
