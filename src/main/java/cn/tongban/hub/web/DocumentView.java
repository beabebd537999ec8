package cn.tongban.hub.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A document field by field, as people may see it.
 *
 * @param whole whether all of it is there; false for very long ones
 */
public record DocumentView(List<Row> rows, boolean whole) {
    public DocumentView {
        rows = List.copyOf(rows);
    }

    /**
     * @param label as the schema names the field, else its path
     * @param text the value, masked where it is personal
     * @param masked whether {@code text} is not the value
     * @param shown whether somebody said why, and sees the value
     */
    public record Row(String pointer, String label, String text, boolean masked, boolean shown) {
        @Override
        public String toString() {
            return "Row[" + pointer + "]";
        }
    }

    static DocumentView of(String document, JsonNode plain, JsonNode masked, BundleAtWork bundle) {
        RepairForm form = RepairForm.of(document, plain, masked, bundle);
        return new DocumentView(form.fields().stream().filter(field -> !field.lacking())
                .map(field -> new Row(field.pointer(), field.label(), field.shown(), field.masked(), false)).toList(), form.whole());
    }

    /** The same with one value as it is. */
    DocumentView showing(String pointer, String value) {
        return new DocumentView(rows.stream()
                .map(row -> row.pointer().equals(pointer) ? new Row(pointer, row.label(), value, false, true) : row)
                .toList(), whole);
    }

    /** Whether anything is hidden. */
    public boolean hides() {
        return rows.stream().anyMatch(Row::masked);
    }
}
