package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of the calendar: the days of a year, or of this place, that are not as the week says. */
final class CalendarFile {
    private static final Pattern PATH = Pattern.compile(
            Pattern.quote(WorkCalendar.FOLDER) + "([0-9]{4}|local)\\.csv");
    private static final List<String> COLUMNS = List.of("date", "kind", "name_zh", "name_en");

    private final String path;
    /** 0 for the file of this place, which may name days of any year. */
    private final int year;
    private final Map<LocalDate, WorkCalendar.Special> days = new HashMap<>();
    private final Map<LocalDate, Integer> lines = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    private CalendarFile(String path, int year) {
        this.path = path;
        this.year = year;
    }

    /** Empty for a path that is not one of the calendar's. */
    static Optional<CalendarFile> read(BundleFiles files, String path) {
        Matcher name = PATH.matcher(path);
        if (!name.matches()) {
            return Optional.empty();
        }
        CalendarFile file = new CalendarFile(path, name.group(1).equals("local") ? 0 : Integer.parseInt(name.group(1)));
        try {
            file.read(CsvFile.read(files, path));
        } catch (HubException e) {
            file.problem(1, "calendar", e.subject());
        }
        return Optional.of(file);
    }

    int year() {
        return year;
    }

    Map<LocalDate, WorkCalendar.Special> days() {
        return days;
    }

    List<BundleProblem> problems() {
        return problems;
    }

    private void read(CsvFile csv) {
        if (!csv.columns().equals(COLUMNS)) {
            problem(1, "calendar", "The header is " + String.join(",", COLUMNS) + ".");
            return;
        }
        csv.rows().forEach(this::add);
        // A year that was begun and not finished would make wrong dates look final.
        if (year > 0 && csv.rows().isEmpty()) {
            problem(1, "calendar", "The year has no day; without the file its dates are provisional.");
        }
    }

    private void add(CsvFile.Row row) {
        if (row.get("name_zh").isEmpty() || row.get("name_en").isEmpty()) {
            problem(row.line(), "calendar", "A day is named in both languages: name_zh and name_en.");
            return;
        }
        try {
            add(row, LocalDate.parse(row.get("date")));
        } catch (DateTimeParseException e) {
            problem(row.line(), "calendar-date", "A date is a day that exists, written yyyy-MM-dd.");
        }
    }

    private void add(CsvFile.Row row, LocalDate date) {
        String kind = row.get("kind");
        boolean worked = kind.equals("on");
        if (year > 0 && date.getYear() != year) {
            problem(row.line(), "calendar-date", date + " is not in " + year + ".");
        } else if (!worked && !kind.equals("off")) {
            problem(row.line(), "calendar-kind", "A day is off or on, and not " + (kind.isEmpty() ? "nothing" : kind)
                    + ".");
        } else if (worked && !WorkCalendar.isWeekend(date)) {
            problem(row.line(), "calendar-weekend", date + " is no Saturday or Sunday; it is worked anyway.");
        } else if (lines.putIfAbsent(date, row.line()) != null) {
            problem(row.line(), "calendar-twice", date + " is already in line " + lines.get(date) + ".");
        } else {
            days.put(date, new WorkCalendar.Special(worked, row.get("name_zh"), row.get("name_en")));
        }
    }

    private void problem(int line, String rule, String message) {
        problems.add(new BundleProblem(path, line, 1, rule, message));
    }
}
