package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All code tables of a bundle, found by system and table name. */
final class CodeTables {
    private static final List<String> COLUMNS = List.of("code", "canonical", "label_zh", "label_en");

    private static final List<String> KNOWN =
            List.of("code", "canonical", "label_zh", "label_en", "valid_from", "valid_to", "preferred");
    private static final int MOST_ROWS = 10_000;

    private final Map<String, Map<String, CodeTable>> tables = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    /** Reads every {@code mappings/<system>/codes/*.csv}; what is wrong with one is kept as a problem. */
    static CodeTables read(BundleFiles files) {
        CodeTables all = new CodeTables();
        for (String path : files.paths("mappings/", ".csv")) {
            String[] parts = path.split("/");
            if (parts.length == 4 && parts[2].equals("codes")) {
                all.add(files, path, parts[1], parts[3].substring(0, parts[3].length() - 4));
            }
        }
        return all;
    }

    Optional<CodeTable> find(String system, String table) {
        return Optional.ofNullable(of(system).get(table));
    }

    /** The tables of one system by name. */
    Map<String, CodeTable> of(String system) {
        return tables.getOrDefault(system, Map.of());
    }

    Set<String> systems() {
        return tables.keySet();
    }

    List<BundleProblem> problems() {
        return problems;
    }

    private void add(BundleFiles files, String path, String system, String name) {
        CsvFile csv;
        try {
            csv = CsvFile.read(files, path);
        } catch (HubException e) {
            problems.add(new BundleProblem(path, 1, 1, "code-table", e.subject()));
            return;
        }
        if (csv.rows().size() > MOST_ROWS) {
            problems.add(new BundleProblem(path, MOST_ROWS, 1, "code-table", "At most " + MOST_ROWS + " rows."));
            return;
        }
        if (!csv.columns().containsAll(COLUMNS)) {
            problems.add(new BundleProblem(path, 1, 1, "code-table", "The header must hold "
                    + String.join(",", COLUMNS)));
            return;
        }
        csv.columns().stream()
                .filter(column -> !KNOWN.contains(column))
                .forEach(column -> problems.add(new BundleProblem(path, 1, 1, "code-table", "Unknown column " + column
                        + "; known are " + String.join(",", KNOWN) + ".")));
        List<CodeTable.Row> rows = new ArrayList<>();
        for (CsvFile.Row row : csv.rows()) {
            readRow(path, row, rows);
        }
        tables.computeIfAbsent(system, key -> new HashMap<>()).put(name, new CodeTable(rows));
    }

    private void readRow(String path, CsvFile.Row row, List<CodeTable.Row> rows) {
        String code = row.get("code");
        String canonical = row.get("canonical");
        String fault = fault(row);
        if (!fault.isEmpty()) {
            problems.add(new BundleProblem(path, row.line(), 1, "code-table", fault));
            return;
        }
        try {
            rows.add(new CodeTable.Row(code, canonical, date(row.get("valid_from")), date(row.get("valid_to")),
                    row.get("preferred").equals("yes"), row.line(), TextNode.valueOf(code), TextNode.valueOf(canonical),
                    TextNode.valueOf(row.get("label_zh"))));
        } catch (DateTimeParseException e) {
            problems.add(new BundleProblem(path, row.line(), 1, "code-table", "Dates are written yyyy-MM-dd."));
        }
    }

    private static String fault(CsvFile.Row row) {
        if (row.get("code").isEmpty() || row.get("canonical").isEmpty()) {
            return "A row needs a code and a canonical value.";
        }
        if (row.get("label_zh").isEmpty() || row.get("label_en").isEmpty()) {
            return "A row is named in both languages: label_zh and label_en.";
        }
        if (!Set.of("", "yes").contains(row.get("preferred"))) {
            return "preferred is yes or empty.";
        }
        if (row.cells().size() < row.count()) {
            return "The row has more cells than the header.";
        }
        boolean ends = !row.get("valid_from").isEmpty() && !row.get("valid_to").isEmpty();
        return ends && row.get("valid_to").compareTo(row.get("valid_from")) < 0
                ? "valid_to is before valid_from: the row never counts." : "";
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
