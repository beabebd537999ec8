package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.BundleProblem;
import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.mapping.WorkCalendar;
import java.util.List;

/** The calendars: a wrong day makes the deadlines of all cases wrong, and nobody sees it from outside. */
final class CalendarRules {
    private static final List<String> KINDS = List.of("off", "on");

    private final BundleFiles files;
    private final FindingList findings;

    CalendarRules(BundleFiles files, FindingList findings) {
        this.files = files;
        this.findings = findings;
    }

    void check() {
        WorkCalendar.readLeniently(files).problems().forEach(problem ->
                findings.error(problem.file(), problem.line(), problem.rule(), problem.message(), suggestion(problem)));
    }

    private String suggestion(BundleProblem problem) {
        return switch (problem.rule()) {
            case "calendar-kind" -> near(problem);
            case "calendar-weekend" -> "Delete the line.";
            default -> "";
        };
    }

    private String near(BundleProblem problem) {
        String near = CsvFile.read(files, problem.file()).rows().stream()
                .filter(row -> row.line() == problem.line())
                .map(row -> DidYouMean.of(row.get("kind"), KINDS))
                .findFirst().orElse("");
        return near.isEmpty() ? "off is a day without work, on a day of the weekend with work." : near;
    }
}
