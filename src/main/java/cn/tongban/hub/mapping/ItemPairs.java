package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which city item is the counterpart of a district item where the catalogue code does not say it, from
 * {@code mappings/canonical/item-pairs.csv}. The file may be missing.
 */
public final class ItemPairs {
    /** Where it lies in a bundle. */
    public static final String PATH = "mappings/canonical/item-pairs.csv";

    private static final List<String> COLUMNS = List.of("district_task_code", "city_task_code");

    private final Map<String, String> cityOf = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    private ItemPairs(BundleFiles files) {
        if (files.has(PATH)) {
            CsvFile csv = CsvFile.read(files, PATH);
            if (csv.columns().equals(COLUMNS)) {
                csv.rows().forEach(this::add);
            } else {
                problem(1, "The header is " + String.join(",", COLUMNS) + ".");
            }
        }
    }

    /** @throws HubException BUNDLE_INVALID when a row is wrong */
    public static ItemPairs read(BundleFiles files) {
        ItemPairs pairs = readLeniently(files);
        if (!pairs.problems.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, PATH, pairs.problems.stream()
                    .map(one -> new Place(one.file() + ":" + one.line(), one.rule(), one.message())).toList());
        }
        return pairs;
    }

    /** As {@link #read}, but what is wrong is only left out and listed in {@link #problems()}. */
    public static ItemPairs readLeniently(BundleFiles files) {
        return new ItemPairs(files);
    }

    /**
     * What the bundle says of a district item: the code of its city item, an empty text when it has none, and nothing when
     * the catalogue code decides.
     */
    public Optional<String> cityOf(String districtTaskCode) {
        return Optional.ofNullable(cityOf.get(districtTaskCode));
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    private void add(CsvFile.Row row) {
        String district = row.get("district_task_code");
        String city = row.get("city_task_code");
        if (!TaskCode.isValid(district) || !city.isEmpty() && !TaskCode.isValid(city)) {
            problem(row.line(), "Both are task codes of 31 characters; city_task_code may be empty for none.");
        } else if (cityOf.putIfAbsent(district, city) != null) {
            problem(row.line(), "The district item is in the file already.");
        }
    }

    private void problem(int line, String message) {
        problems.add(new BundleProblem(PATH, line, 1, "item-pairs", message));
    }
}
