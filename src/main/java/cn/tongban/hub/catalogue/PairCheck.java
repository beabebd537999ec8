package cn.tongban.hub.catalogue;

import java.util.List;

/**
 * The district's item of a matter and the city's, as they stand today.
 *
 * @param cityTaskCode empty without a counterpart
 * @param name the district's
 * @param differences in the order of the rules, empty when they were not compared
 */
public record PairCheck(
        String catalogCode,
        String districtTaskCode,
        String cityTaskCode,
        String name,
        PairStatus status,
        List<Difference> differences) {
    public PairCheck {
        differences = List.copyOf(differences);
    }

    static PairCheck compared(ItemDocument district, ItemDocument city, String catalogCode) {
        List<Difference> differences = Unification.compare(district, city);
        boolean blocked = differences.stream().anyMatch(one -> one.severity() == Severity.BLOCKING);
        return new PairCheck(catalogCode, district.taskCode(), city.taskCode(), district.at("/name"),
                blocked ? PairStatus.DIFFERENT : PairStatus.UNIFIED, differences);
    }

    static PairCheck uncompared(ItemRevision district, String cityTaskCode, PairStatus why) {
        return new PairCheck(district.catalogCode(), district.taskCode(), cityTaskCode, district.name(), why, List.of());
    }
}
