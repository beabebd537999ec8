package cn.tongban.hub.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CSV file of the bundle with a header line; every cell is text, trimmed. */
public final class CsvFile {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    /**
     * @param line 1 for the first line of the file
     * @param cells column name to text, empty text where the cell is empty or missing
     */
    public record Row(int line, Map<String, String> cells) {
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
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        try (MappingIterator<String[]> lines = MAPPER.readerFor(String[].class).readValues(withoutBom(text))) {
            while (lines.hasNextValue()) {
                int line = lines.getParser().currentTokenLocation().getLineNr();
                String[] cells = lines.nextValue();
                if (columns.isEmpty()) {
                    columns.addAll(List.of(cells));
                } else {
                    rows.add(new Row(line, cells(columns, cells)));
                }
            }
        } catch (JsonProcessingException e) {
            throw BundleRules.refused(path + " is not CSV");
        } catch (IOException e) {
            throw BundleRules.refused(path + " cannot be read");
        }
        return new CsvFile(columns, rows);
    }

    private static Map<String, String> cells(List<String> columns, String[] cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), i < cells.length && cells[i] != null ? cells[i] : "");
        }
        return row;
    }

    private static String withoutBom(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    public List<String> columns() {
        return columns;
    }

    public List<Row> rows() {
        return rows;
    }
}
