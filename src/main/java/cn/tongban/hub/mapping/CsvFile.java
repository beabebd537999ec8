package cn.tongban.hub.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file of the bundle: a header line, then one record a line; cells are trimmed texts, in double quotes where they
 * hold a comma. Read by hand because findings must name the right line.
 */
public final class CsvFile {
    /**
     * @param line 1 for the first line of the file
     * @param count of cells in the line, also of those without a column
     * @param cells column name to text, empty text where the cell is empty or missing
     */
    public record Row(int line, int count, Map<String, String> cells) {
        public String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    private final List<String> columns;
    private final List<Row> rows;

    private CsvFile(List<String> columns, List<Row> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID when the file is missing, not UTF-8 or not CSV */
    public static CsvFile read(BundleFiles files, String path) {
        String text = files.text(path);
        List<String> lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        List<String> columns = lines.isEmpty() ? List.of() : cells(path, 1, lines.get(0));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                List<String> cells = cells(path, i + 1, lines.get(i));
                rows.add(new Row(i + 1, cells.size(), byColumn(columns, cells)));
            }
        }
        return new CsvFile(columns, rows);
    }

    private static Map<String, String> byColumn(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), i < cells.size() ? cells.get(i) : "");
        }
        return row;
    }

    private static List<String> cells(String path, int line, String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw BundleRules.refused(path + ":" + line + " has a quote that does not end in its line");
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    public List<String> columns() {
        return columns;
    }

    public List<Row> rows() {
        return rows;
    }
}
