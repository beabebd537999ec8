package cn.tongban.hub.drift;

import cn.tongban.hub.drift.BundleChange.Edit;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.CsvFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row of a code table for a code that came. */
final class CodeRow {
    /** In a cell that a person has to fill in. */
    private static final String TO_DO = "待定 TODO";
    private static final Pattern LET = Pattern.compile("(?m)^\\s*let ([\\w-]+) = (.*)$");
    private static final Pattern CODE =
            Pattern.compile("code\\(\\s*\"([\\w-]+)\"\\s*,\\s*(?:\\$([\\w-]+)|\\.([\\w.-]+))\\s*\\)");

    private CodeRow() {}

    /** Empty when there is no such table, or it knows the code. */
    static Optional<Edit> add(BundleFiles files, String table, String code, String canonical) {
        int slash = table.indexOf('/');
        String path = slash < 0 ? "" : "mappings/" + table.substring(0, slash) + "/codes/" + table.substring(slash + 1) + ".csv";
        if (!files.has(path)) {
            return Optional.empty();
        }
        CsvFile csv = CsvFile.read(files, path);
        if (csv.rows().stream().anyMatch(row -> row.get("code").equals(code))) {
            return Optional.empty();
        }
        Map<String, String> cells = new HashMap<>(Map.of("code", code, "canonical", canonical, "label_zh", TO_DO));
        String row = csv.columns().stream().map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(","));
        String before = files.text(path);
        return Optional.of(new Edit(path, before, before + (before.endsWith("\n") ? "" : "\n") + row + "\n"));
    }

    /**
     * The table by which a mapping of this contract reads the field, by the field's name in {@code code("table", .name)} or
     * in the variable that stands there; empty when there is none.
     */
    static String tableOf(BundleFiles files, String contract, List<String> place) {
        String name = place.isEmpty() ? "" : place.get(place.size() - 1);
        for (String mapping : Goldens.mappingsOf(files, contract)) {
            String text = files.text("mappings/" + mapping + ".jslt");
            Map<String, String> variables = new HashMap<>();
            LET.matcher(text).results().forEach(let -> variables.put(let.group(1), let.group(2)));
            for (Matcher code = CODE.matcher(text); code.find(); ) {
                String read = code.group(3) == null ? variables.getOrDefault(code.group(2), "") : "." + code.group(3);
                if (Pattern.compile("\\." + Pattern.quote(name) + "(?![\\w-])").matcher(read).find()) {
                    return mapping.substring(0, mapping.indexOf('/')) + "/" + code.group(1);
                }
            }
        }
        return "";
    }
}
