package cn.tongban.hub.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the code tables of a bundle are unambiguous where mappings use them. */
public final class CodeTableCheck {
    private final List<BundleProblem> problems = new ArrayList<>();

    private CodeTableCheck() {}

    /** Duplicate codes in any table; several codes for one meaning in a table that is used in reverse. */
    public static List<BundleProblem> run(BundleFiles files, MappingLibrary mappings) {
        CodeTableCheck check = new CodeTableCheck();
        CodeTables tables = mappings.tables();
        Set<String> reversed = reversed(mappings);
        for (String system : tables.systems()) {
            tables.of(system).forEach((name, table) -> {
                String path = "mappings/" + system + "/codes/" + name + ".csv";
                check.duplicates(path, table.rows());
                check.cycles(path, table);
                if (reversed.contains(system + "/" + name)) {
                    check.ambiguous(path, table.rows());
                }
            });
        }
        return check.problems;
    }

    private static Set<String> reversed(MappingLibrary mappings) {
        Set<String> used = new HashSet<>();
        for (String name : mappings.names()) {
            String system = name.substring(0, name.indexOf('/'));
            mappings.find(name).ifPresent(mapping -> JsltRules.tableUses(mapping.source()).stream()
                    .filter(JsltRules.TableUse::reverse)
                    .forEach(use -> used.add(system + "/" + use.table())));
        }
        return used;
    }

    private void duplicates(String path, List<CodeTable.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < i; k++) {
                CodeTable.Row row = rows.get(i);
                CodeTable.Row other = rows.get(k);
                if (row.code().equals(other.code()) && row.overlaps(other)) {
                    add(path, row, "duplicate-code", "The code " + row.code() + " is already in line " + other.line()
                            + ".");
                }
            }
        }
    }

    /** A meaning that is itself a code of the table, and leads back: nobody can say on which side a value is. */
    private void cycles(String path, CodeTable table) {
        for (CodeTable.Row row : table.rows()) {
            Set<String> passed = new HashSet<>();
            String at = row.code();
            while (passed.add(at)) {
                List<CodeTable.Row> next = table.rowsOf(at);
                at = next.isEmpty() ? "" : next.get(0).canonical();
            }
            if (at.equals(row.code()) && passed.size() > 1 && !row.canonical().equals(row.code())) {
                add(path, row, "code-cycle", "The code " + row.code() + " leads back to itself over "
                        + String.join(", ", new TreeSet<>(passed)) + ".");
            }
        }
    }

    private void ambiguous(String path, List<CodeTable.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < i; k++) {
                CodeTable.Row row = rows.get(i);
                CodeTable.Row other = rows.get(k);
                boolean same = row.canonical().equals(other.canonical()) && row.overlaps(other);
                if (same && !row.code().equals(other.code()) && row.preferred() == other.preferred()
                        && (row.preferred() || !preferred(rows, row))) {
                    add(path, row, "ambiguous-reverse", row.canonical() + " is also in line " + other.line()
                            + "; mark the code to send with preferred = yes.");
                }
            }
        }
    }

    private static boolean preferred(List<CodeTable.Row> rows, CodeTable.Row row) {
        return rows.stream()
                .anyMatch(other -> other.preferred() && other.canonical().equals(row.canonical())
                        && other.overlaps(row));
    }

    private void add(String path, CodeTable.Row row, String rule, String message) {
        problems.add(new BundleProblem(path, row.line(), 1, rule, message));
    }
}
