package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Items where a wrong decision cannot be made good: the policy allows neither a debt nor a commitment there. Categories
 * are those of the code table {@code exclusion}, so that another place's policy needs no change of the hub.
 */
final class ExcludedItems {
    static final String PATH = "mappings/canonical/exclusions.csv";
    private static final String CATEGORIES = "mappings/canonical/codes/exclusion.csv";
    private static final List<String> COLUMNS = List.of("catalog_code", "category");

    private final Map<String, String> categories = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    ExcludedItems(BundleFiles files) {
        if (files.has(PATH)) {
            try {
                read(CsvFile.read(files, PATH), known(files));
            } catch (HubException e) {
                problem(1, "published-list", e.subject());
            }
        }
    }

    private static Set<String> known(BundleFiles files) {
        Set<String> known = new HashSet<>();
        if (files.has(CATEGORIES)) {
            CsvFile.read(files, CATEGORIES).rows().forEach(row -> known.add(row.get("code")));
        }
        return known;
    }

    private void read(CsvFile csv, Set<String> known) {
        if (!csv.columns().equals(COLUMNS)) {
            problem(1, "published-list", "The header is " + String.join(",", COLUMNS) + ".");
            return;
        }
        for (CsvFile.Row row : csv.rows()) {
            if (!TaskCode.isCatalogCode(row.get("catalog_code"))) {
                problem(row.line(), "published-list", "catalog_code is the code of a basic item, 12 characters.");
            } else if (!known.contains(row.get("category"))) {
                problem(row.line(), "exclusion-category", CATEGORIES + " has no category "
                        + (row.get("category").isEmpty() ? "without a name" : row.get("category")) + ".");
            } else {
                categories.put(row.get("catalog_code"), row.get("category"));
            }
        }
    }

    /** The category for which the item is excluded, empty for one that is not. */
    Optional<String> category(String taskCode) {
        return TaskCode.catalogCode(taskCode).flatMap(code -> Optional.ofNullable(categories.get(code)));
    }

    List<BundleProblem> problems() {
        return problems;
    }

    private void problem(int line, String rule, String message) {
        problems.add(new BundleProblem(PATH, line, 1, rule, message));
    }
}
