package cn.tongban.hub.release;

import java.util.Comparator;

/**
 * Something in a bundle that is wrong or odd.
 *
 * @param file path within the bundle
 * @param line 1 for the first line
 * @param column 1 for the first character
 * @param rule stable short name, for example {@code unknown-mapping}
 * @param message an English sentence
 * @param suggestion what to do about it; empty when there is nothing to add
 */
public record Finding(
        String file, int line, int column, String rule, Severity severity, String message, String suggestion) {
    /** By file, then by place in it. */
    public static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::rule);

    /** {@code file:line:column: rule message}, as editors and scripts read it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + rule + " " + message
                + (suggestion.isEmpty() ? "" : " " + suggestion);
    }
}
