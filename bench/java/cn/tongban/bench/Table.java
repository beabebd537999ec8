package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table of a run: each row a figure, what it is compared with, and what was hoped for. */
final class Table {
    private record Row(String what, String figure, String floor, String ratio, String goal, String verdict) {}

    private final List<Row> rows = new ArrayList<>();

    /** A ratio that should be at least {@code goal}. */
    void ratio(String what, double rate, double floor, double goal) {
        double ratio = floor == 0 ? 0 : rate / floor;
        rows.add(new Row(what, perSecond(rate), perSecond(floor), number(ratio), "≥ " + number(goal),
                verdict(ratio >= goal)));
    }

    /** A ratio that is only to be known. */
    void ratio(String what, double rate, double floor) {
        rows.add(new Row(what, perSecond(rate), perSecond(floor), number(floor == 0 ? 0 : rate / floor), "", ""));
    }

    /** Two ratios to floors measured beside each, compared with one another: the machine's moods cancel out. */
    void quotient(String what, double ratio, double other, double goal) {
        double quotient = other == 0 ? 0 : ratio / other;
        rows.add(new Row(what, number(ratio) + " × floor", number(other) + " × floor", number(quotient),
                "≥ " + number(goal), verdict(quotient >= goal)));
    }

    /** A figure that should be at most {@code most}. */
    void most(String what, double value, String unit, double most) {
        rows.add(new Row(what, format("%.1f %s", value, unit), "", "", format("≤ %.0f %s", most, unit),
                verdict(value <= most)));
    }

    /** A figure without a goal of its own. */
    void plain(String what, String figure) {
        rows.add(new Row(what, figure, "", "", "", ""));
    }

    /** A figure as a multiple of another one, which should be at most {@code most}. */
    void multiple(String what, double value, double reference, String unit, double most) {
        double ratio = reference == 0 ? 0 : value / reference;
        rows.add(new Row(what, format("%.1f %s", value, unit), format("%.1f %s", reference, unit), number(ratio),
                "≤ " + number(most), verdict(ratio <= most)));
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                | what | figure | against | ratio | goal | met |
                |---|---|---|---|---|---|
                """);
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row.what, row.figure, row.floor, row.ratio,
                row.goal, row.verdict)).append(" |\n"));
        return text.toString();
    }

    static String perSecond(double rate) {
        return format("%,.0f/s", rate);
    }

    private static String number(double value) {
        return format("%.2f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String verdict(boolean met) {
        return met ? "yes" : "NO";
    }
}
