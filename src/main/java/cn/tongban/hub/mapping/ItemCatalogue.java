package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items that may be handed in here, from {@code mappings/canonical/items.csv}. */
public final class ItemCatalogue {
    /** Where the catalogue lies in a bundle. */
    public static final String PATH = "mappings/canonical/items.csv";

    /** Columns that the header may have: those that it must have come first. */
    public static final List<String> COLUMNS = List.of("task_code", "catalog_code", "name", "decided_by", "case_kind",
            "promised_limit", "promised_unit", "statutory_limit", "statutory_unit");

    private static final List<String> NEEDED = COLUMNS.subList(0, 4);

    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();
    private List<String> columns = List.of();

    private ItemCatalogue(BundleFiles files) {
        try {
            read(CsvFile.read(files, PATH));
        } catch (HubException e) {
            problems.add(new BundleProblem(PATH, 1, 1, "items", e.subject() + "."));
        }
    }

    private void read(CsvFile csv) {
        columns = csv.columns();
        if (!columns.containsAll(NEEDED)) {
            problems.add(new BundleProblem(PATH, 1, 1, "items", "The header must hold " + String.join(",", NEEDED)
                    + "."));
            return;
        }
        csv.rows().forEach(this::add);
    }

    /** @throws HubException BUNDLE_INVALID when the file is missing or a row is wrong */
    public static ItemCatalogue read(BundleFiles files) {
        ItemCatalogue catalogue = readLeniently(files);
        if (!catalogue.problems.isEmpty()) {
            List<Place> places = catalogue.problems.stream()
                    .map(problem -> new Place(problem.file() + ":" + problem.line(), problem.rule(), problem.message()))
                    .toList();
            throw new HubException(ErrorCode.BUNDLE_INVALID, PATH, places);
        }
        return catalogue;
    }

    /** As {@link #read}, but what is wrong, be it the whole file, is only left out and listed in {@link #problems()}. */
    public static ItemCatalogue readLeniently(BundleFiles files) {
        return new ItemCatalogue(files);
    }

    /** @throws HubException UNKNOWN_ITEM, subject is the code if it has the form of one */
    public Item find(String taskCode) {
        return known(taskCode).orElseThrow(
                () -> new HubException(ErrorCode.UNKNOWN_ITEM, TaskCode.isValid(taskCode) ? taskCode : ""));
    }

    /** The item if it is in the catalogue. */
    public Optional<Item> known(String taskCode) {
        return Optional.ofNullable(items.get(taskCode));
    }

    /** Those of its header. */
    public List<String> columns() {
        return columns;
    }

    public List<Item> items() {
        return items.values().stream()
                .sorted((a, b) -> a.taskCode().compareTo(b.taskCode()))
                .toList();
    }

    /** The line of the file that holds this item, 1 if there is none. */
    public int lineOf(String taskCode) {
        return lines.getOrDefault(taskCode, 1);
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    private void add(CsvFile.Row row) {
        String taskCode = row.get("task_code");
        ItemLimits limits = new ItemLimits(row);
        if (!TaskCode.catalogCode(taskCode).equals(Optional.of(row.get("catalog_code")))) {
            problem(row, "items", "task_code must be 31 characters that end in catalog_code.");
        } else if (row.get("name").isEmpty() || row.get("decided_by").isEmpty()) {
            problem(row, "items", "name and decided_by are needed.");
        } else if (!limits.fault().isEmpty()) {
            problem(row, "item-limit", limits.fault());
        } else if (lines.putIfAbsent(taskCode, row.line()) != null) {
            problem(row, "items", "The item is already in line " + lines.get(taskCode) + ".");
        } else {
            items.put(taskCode, new Item(taskCode, row.get("catalog_code"), row.get("name"), row.get("decided_by"),
                    limits.instant(), limits.promised(), limits.statutory()));
        }
    }

    private void problem(CsvFile.Row row, String rule, String message) {
        problems.add(new BundleProblem(PATH, row.line(), 1, rule, message));
    }
}
