package cn.tongban.hub.release.mutation;

import static cn.tongban.hub.release.mutation.Edits.drop;
import static cn.tongban.hub.release.mutation.Edits.replace;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Faults in mappings, code tables, contracts and examples. */
final class DataOperators {
    private static final String JSLT = ".*\\.jslt";
    private static final String TABLE = "mappings/[^/]+/codes/.*\\.csv";
    private static final String ITEMS = "mappings/canonical/items\\.csv";
    private static final String SCHEMA = ".*\\.schema\\.json";
    private static final String OUT = ".*/golden/.*\\.out\\.json";
    private static final String IN = ".*/golden/.*\\.in\\.json|.*/samples/.*\\.json";

    private DataOperators() {}

    static List<Operator> all() {
        return List.of(
                replace("wrong path in a mapping", JSLT, "(?<=[ (\\[,])\\.([a-z][A-Za-z_]+)(?=[^A-Za-z_(])", (m, s) -> m.group() + "s"),
                replace("wrong variable", JSLT, "(?<!let |\\w)\\$([a-z]+)", (m, s) -> m.group() + "s"),
                drop("field removed", JSLT, "^  +\"[A-Za-z]+\": "),
                replace("field renamed", JSLT, "^(  +\")([A-Za-z]+)(\": )", (m, s) -> m.group(1) + m.group(2) + "s" + m.group(3)),
                replace("literal changed", JSLT, "(?<![:\\w]|: )\"([A-Za-z0-9-]{2,})\"(?!:)", (m, s) -> "\"" + m.group(1) + "X\""),
                replace("status changed", JSLT, "\"(delivered|refused|retry|doubtful|found|absent)\"", (m, s) ->
                        "\"" + next(m.group(1)) + "\""),
                replace("condition turned", JSLT, " (==|!=) ", (m, s) -> m.group(1).equals("==") ? " != " : " == "),
                replace("and for or", JSLT, " (and|or) ", (m, s) -> m.group(1).equals("and") ? " or " : " and "),
                replace("code read backwards", JSLT, "\\bcode(-to)?\\(", (m, s) -> m.group().contains("-to") ? "code(" : "code-to("),
                replace("code table misspelt", JSLT, "(code|code-to|label)\\(\"([a-z-]+)\"", (m, s) -> m.group().replace(
                        m.group(2), m.group(2) + "s")),
                replace("another code table", JSLT, "(code|code-to|label)\\(\"([a-z-]+)\"", (m, s) -> m.group().replace(
                        "\"" + m.group(2) + "\"", "\"" + otherTable(s, m.group(2)) + "\"")),
                replace("slice moved", JSLT, "\\[(\\d+) : (\\d+)?", (m, s) -> "[" + (Integer.parseInt(m.group(1)) + 1) + " : "
                        + (m.group(2) == null ? "" : m.group(2))),
                replace("bracket lost", JSLT, "\\)(?=[,\\s]|$)", (m, s) -> ""),
                replace("wrong schema in the header", JSLT, "^// (to|from): (\\S+)\\.schema\\.json", (m, s) ->
                        "// " + m.group(1) + ": " + m.group(2) + "s.schema.json"),
                rows("row twice", TABLE, (rows, i) -> insert(rows, i, rows.get(i))),
                rows("row removed", TABLE, (rows, i) -> remove(rows, i)),
                rows("codes exchanged", TABLE, (rows, i) -> exchanged(rows, i, 0)),
                rows("meanings exchanged", TABLE, (rows, i) -> exchanged(rows, i, 1)),
                rows("meaning misspelt", TABLE, (rows, i) -> cell(rows, i, 1, text -> text + "S")),
                rows("code mistyped", TABLE, (rows, i) -> cell(rows, i, 0, text -> text + "0")),
                rows("row without a name", TABLE, (rows, i) -> cell(rows, i, 2, text -> "")),
                rows("example of a code changed", "mappings/[^/]+/golden/codes/.*\\.csv", (rows, i) -> cell(rows, i, 1, text -> text + "S")),
                rows("never valid", TABLE, (rows, i) -> cell(cell(rows, i, 4, text -> "2026-02-01"), i, 5, text -> "2026-01-01")),
                rows("codes in a ring", TABLE, (rows, i) -> i + 1 < rows.size() && !code(rows, i).equals(code(rows, i + 1))
                        ? cell(cell(rows, i, 1, text -> code(rows, i + 1)), i + 1, 1, text -> code(rows, i)) : null),
                replace("column renamed", TABLE + "|" + ITEMS, "^(code|task_code),(canonical|catalog_code)", (m, s) -> m.group() + "s"),
                rows("item decided by nobody", ITEMS, (rows, i) -> cell(rows, i, 3, text -> text + "s")),
                rows("item code mistyped", ITEMS, (rows, i) -> cell(rows, i, 0, text -> text.substring(1) + "0")),
                rows("item twice", ITEMS, (rows, i) -> insert(rows, i, rows.get(i))),
                replace("required removed", SCHEMA, "(\"required\": \\[)\"[A-Za-z_]+\"(, )?", (m, s) -> m.group(1)),
                replace("value of a list changed", SCHEMA, "(\"enum\": \\[[^\\]]*?)\"([^\"]+)\"", (m, s) -> m.group(1) + "\"" + m.group(2) + "9\""),
                replace("value of a list removed", SCHEMA, "(\"enum\": \\[)\"[^\"]+\", ", (m, s) -> m.group(1)),
                replace("property renamed", SCHEMA, "^( +\")([a-zA-Z_]+)(\": \\{\")", (m, s) -> m.group(1) + m.group(2) + "X" + m.group(3)),
                replace("type changed", SCHEMA, "\"type\": \"(string|integer)\"", (m, s) -> "\"type\": \""
                        + (m.group(1).equals("string") ? "integer" : "string") + "\""),
                replace("keyword misspelt", SCHEMA, "\"(required|maxLength|minLength|format|pattern|enum|additionalProperties)\":",
                        (m, s) -> "\"" + m.group(1) + "s\":"),
                replace("purpose dropped", SCHEMA, "\"purpose\": \"[^\"]+\"", (m, s) -> "\"purpose\": \"\""),
                replace("personal class dropped", SCHEMA, ",? *\"x-personal\": \\{[^}]*}", (m, s) -> ""),
                replace("reference broken", SCHEMA, "#/\\$defs/(\\w+)", (m, s) -> m.group() + "s"),
                replace("wrong namespace of a schema", SCHEMA, "2020-12", (m, s) -> "2099-12"),
                replace("expected value changed", OUT, "(?<=: )\"([^\"]+)\"", (m, s) -> "\"" + m.group(1) + "X\""),
                replace("example's field renamed", IN, "^( +\")([A-Za-z_]+)(\": )", (m, s) -> m.group(1) + m.group(2) + "X" + m.group(3)),
                replace("bracket lost in an example", IN + "|" + OUT, "^}", (m, s) -> ""));
    }

    private static String next(String outcome) {
        List<String> all = List.of("delivered", "refused", "retry", "doubtful", "delivered", "found", "absent", "found");
        return all.get(all.indexOf(outcome) + 1);
    }

    /** The next table of the same system. */
    private static String otherTable(Edits.Site site, String table) {
        String folder = "mappings/" + site.path().split("/")[1] + "/codes/";
        List<String> tables = site.bundle().paths(folder, ".csv").stream()
                .map(path -> path.substring(folder.length(), path.length() - 4)).toList();
        return tables.get((tables.indexOf(table) + 1) % tables.size());
    }

    private static Operator rows(String name, String path, BiFunction<List<String>, Integer, List<String>> change) {
        return new Operator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Mutant> mutants(BundleFiles bundle, String file) {
                List<Mutant> mutants = new ArrayList<>();
                List<String> rows = file.matches(path) ? bundle.text(file).lines().toList() : List.of();
                for (int i = 1; i < rows.size(); i++) {
                    List<String> changed = change.apply(rows, i);
                    if (changed != null && !changed.equals(rows)) {
                        mutants.add(new Mutant(name, file, i + 1, rows.get(i),
                                () -> Edits.with(bundle, file, String.join("\n", changed) + "\n")));
                    }
                }
                return mutants;
            }
        };
    }

    private static List<String> insert(List<String> rows, int at, String row) {
        List<String> changed = new ArrayList<>(rows);
        changed.add(at, row);
        return changed;
    }

    private static List<String> remove(List<String> rows, int at) {
        List<String> changed = new ArrayList<>(rows);
        changed.remove(at);
        return changed;
    }

    private static String code(List<String> rows, int row) {
        return rows.get(row).split(",", -1)[0];
    }

    private static List<String> cell(List<String> rows, int row, int column, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(rows);
        String[] cells = rows.get(row).split(",", -1);
        cells[column] = change.apply(cells[column]);
        changed.set(row, String.join(",", cells));
        return changed;
    }

    private static List<String> exchanged(List<String> rows, int row, int column) {
        if (row + 1 >= rows.size()) {
            return null;
        }
        String here = rows.get(row).split(",", -1)[column];
        String there = rows.get(row + 1).split(",", -1)[column];
        return here.equals(there) ? null : cell(cell(rows, row, column, text -> there), row + 1, column, text -> here);
    }
}
