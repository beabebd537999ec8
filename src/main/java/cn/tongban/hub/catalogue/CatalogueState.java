package cn.tongban.hub.catalogue;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The catalogue as one node sees it: the versions of each item without their documents, and how each pair stands.
 *
 * @param change of the catalogue that it shows
 * @param day for which pairs were compared
 * @param bundle whose pairs they are
 * @param items by task code
 * @param pairs by the district's task code
 */
record CatalogueState(
        long change, LocalDate day, String bundle, SortedMap<String, ItemHistory> items, SortedMap<String, PairCheck> pairs,
        Map<String, List<PairCheck>> byCity) {
    static final CatalogueState NOTHING =
            new CatalogueState(0, LocalDate.MIN, "", new TreeMap<>(), new TreeMap<>(), Map.of());

    static CatalogueState of(long change, LocalDate day, String bundle, SortedMap<String, ItemHistory> items,
            SortedMap<String, PairCheck> pairs) {
        Map<String, List<PairCheck>> byCity = pairs.values().stream().filter(pair -> !pair.cityTaskCode().isEmpty())
                .collect(groupingBy(PairCheck::cityTaskCode));
        return new CatalogueState(change, day, bundle, items, pairs, byCity);
    }

    Optional<ItemHistory> item(String taskCode) {
        return Optional.ofNullable(items.get(taskCode));
    }

    /** The pairs that an item is one side of; of a district's item one at most. */
    List<PairCheck> pairsOf(String taskCode) {
        PairCheck own = pairs.get(taskCode);
        return own == null ? byCity.getOrDefault(taskCode, List.of()) : List.of(own);
    }
}
