package cn.tongban.hub.catalogue;

import cn.tongban.hub.mapping.ItemPairs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the counterpart of each district item and holds the two against each other. */
final class PairMaker {
    static final String CITY = "CITY";
    static final String DISTRICT = "COUNTY";
    private static final int AT_ONCE = 200;

    private final Map<String, ItemHistory> items;
    private final Map<String, List<ItemHistory>> cityByCatalogCode;
    private final ItemPairs said;
    private final LocalDate day;
    private final Function<Collection<ItemRevision>, Map<String, ItemDocument>> documents;

    /**
     * @param said what the bundle says of pairs
     * @param documents of revisions, one of each item, by task code
     */
    PairMaker(Map<String, ItemHistory> items, ItemPairs said, LocalDate day,
            Function<Collection<ItemRevision>, Map<String, ItemDocument>> documents) {
        this.items = items;
        this.said = said;
        this.day = day;
        this.documents = documents;
        this.cityByCatalogCode = new LinkedHashMap<>();
        items.values().stream().filter(item -> item.newest().level().equals(CITY)).forEach(item -> cityByCatalogCode
                .computeIfAbsent(item.newest().catalogCode(), code -> new ArrayList<>()).add(item));
    }

    static boolean isOfDistrict(ItemHistory item) {
        return item.newest().level().equals(DISTRICT);
    }

    /** One check for each of these district items that is in use; pairs that nobody hands in need none. */
    List<PairCheck> check(Collection<ItemHistory> districtItems) {
        List<PairCheck> checks = new ArrayList<>();
        Map<ItemRevision, ItemRevision> toCompare = new LinkedHashMap<>();
        for (ItemHistory item : districtItems) {
            if (item.stateOn(day) == ItemState.IN_USE) {
                pair(item.shownOn(day), checks, toCompare);
            }
            if (toCompare.size() >= AT_ONCE) {
                checks.addAll(compared(toCompare));
                toCompare.clear();
            }
        }
        checks.addAll(compared(toCompare));
        return checks;
    }

    private void pair(ItemRevision district, List<PairCheck> checks, Map<ItemRevision, ItemRevision> toCompare) {
        List<ItemHistory> candidates = said.cityOf(district.taskCode())
                .map(city -> items.containsKey(city) ? List.of(items.get(city)) : List.<ItemHistory>of())
                .orElseGet(() -> cityByCatalogCode.getOrDefault(district.catalogCode(), List.of()));
        List<ItemHistory> inUse = candidates.stream().filter(item -> item.stateOn(day) == ItemState.IN_USE).toList();
        if (inUse.size() == 1) {
            toCompare.put(district, inUse.get(0).shownOn(day));
        } else if (inUse.size() > 1) {
            checks.add(PairCheck.uncompared(district, "", PairStatus.AMBIGUOUS));
        } else if (candidates.size() == 1) {
            checks.add(PairCheck.uncompared(district, candidates.get(0).newest().taskCode(),
                    PairStatus.COUNTERPART_NOT_IN_USE));
        } else {
            checks.add(PairCheck.uncompared(district, "", PairStatus.NO_COUNTERPART));
        }
    }

    private List<PairCheck> compared(Map<ItemRevision, ItemRevision> toCompare) {
        if (toCompare.isEmpty()) {
            return List.of();
        }
        Map<String, ItemDocument> ours = documents.apply(toCompare.keySet());
        Map<String, ItemDocument> theirs = documents.apply(toCompare.values().stream().distinct().toList());
        return toCompare.entrySet().stream().map(pair -> PairCheck.compared(ours.get(pair.getKey().taskCode()),
                theirs.get(pair.getValue().taskCode()), pair.getKey().catalogCode())).toList();
    }
}
