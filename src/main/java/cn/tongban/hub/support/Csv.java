package cn.tongban.hub.support;

import java.util.List;
import java.util.stream.Collectors;

/** Lines for spreadsheets: CR LF at the end, and no cell that a spreadsheet would take for a formula. */
public final class Csv {
    /** Without it spreadsheets take UTF-8 for the code page of the machine. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";
    public static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULAS = "=+-@\t\r\n";

    private Csv() {}

    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
