package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PlainName;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One published list of the bundle: which materials of which items it names, and when. A list that is not there names
 * nothing.
 *
 * @param <T> what a line says
 */
final class PublishedList<T extends Published> {
    private final String path;
    private final List<String> columns;
    private final LineReader<T> reader;
    private final Map<String, List<T>> entries = new HashMap<>();
    private final Map<T, Integer> lines = new LinkedHashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    /** What every line of such a list has. */
    record Head(String taskCode, String materialName, LocalDate from, @Nullable LocalDate to) {}

    /** Reads what only this list has. */
    interface LineReader<T> {
        /** @throws IllegalArgumentException its message says in a sentence what the line must hold */
        T read(Head head, UnaryOperator<String> cell);
    }

    PublishedList(BundleFiles files, String path, List<String> columns, LineReader<T> reader) {
        this.path = path;
        this.columns = columns;
        this.reader = reader;
        if (files.has(path)) {
            try {
                read(CsvFile.read(files, path));
            } catch (HubException e) {
                problem(1, "published-list", e.subject());
            }
        }
    }

    private void read(CsvFile csv) {
        if (!csv.columns().equals(columns)) {
            problem(1, "published-list", "The header is " + String.join(",", columns) + ".");
            return;
        }
        csv.rows().forEach(this::add);
    }

    private void add(CsvFile.Row row) {
        try {
            T entry = reader.read(head(row), row::get);
            List<T> same = entries.computeIfAbsent(key(entry.taskCode(), entry.materialName()), none -> new ArrayList<>());
            Optional<T> twice = same.stream().filter(other -> overlap(other, entry)).findFirst();
            if (twice.isPresent()) {
                problem(row.line(), "published-twice", "The material is on the list already, in line "
                        + lines.get(twice.get()) + ", for some of these days.");
                return;
            }
            same.add(entry);
            lines.put(entry, row.line());
        } catch (IllegalArgumentException e) {
            problem(row.line(), "published-list", e.getMessage());
        }
    }

    private static Head head(CsvFile.Row row) {
        if (!TaskCode.isValid(row.get("task_code"))) {
            throw new IllegalArgumentException("task_code is the code of an item, 31 characters.");
        }
        if (row.get("material_name").isEmpty()) {
            throw new IllegalArgumentException("material_name is needed, as the item's guide has it.");
        }
        LocalDate from = date(row, "valid_from");
        LocalDate to = row.get("valid_to").isEmpty() ? null : date(row, "valid_to");
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("valid_to is not before valid_from.");
        }
        return new Head(row.get("task_code"), row.get("material_name"), from, to);
    }

    private static LocalDate date(CsvFile.Row row, String column) {
        try {
            return LocalDate.parse(row.get(column));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(column + " is a day that exists, written yyyy-MM-dd.", e);
        }
    }

    /** A whole number of days in a cell. */
    static int days(String column, String text, int most) {
        int days = text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > most) {
            throw new IllegalArgumentException(column + " is 1 to " + most + ".");
        }
        return days;
    }

    private static boolean overlap(Published one, Published other) {
        LocalDate end = one.to();
        LocalDate otherEnd = other.to();
        return (end == null || !end.isBefore(other.from())) && (otherEnd == null || !otherEnd.isBefore(one.from()));
    }

    /** The line for this material on this day. */
    Optional<T> find(String taskCode, String materialName, LocalDate day) {
        return entries.getOrDefault(key(taskCode, materialName), List.of()).stream()
                .filter(entry -> entry.isListedOn(day)).findFirst();
    }

    /** All lines, and where they stand. */
    Map<T, Integer> lines() {
        return lines;
    }

    void problem(int line, String rule, String message) {
        problems.add(new BundleProblem(path, line, 1, rule, message));
    }

    List<BundleProblem> problems() {
        return problems;
    }

    private static String key(String taskCode, String materialName) {
        return taskCode + '\n' + PlainName.of(materialName);
    }
}
