package cn.tongban.hub.mapping;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The days that are not as the week says, from {@code mappings/canonical/calendar/}: one file a year as the State Council
 * announces it, and {@code local.csv} for days of this place, which has the last word.
 */
public final class WorkCalendar {
    /** Where the calendar lies in a bundle. */
    public static final String FOLDER = "mappings/canonical/calendar/";

    private final Map<LocalDate, Special> days = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();
    private final List<BundleProblem> problems = new ArrayList<>();
    private final String digest;

    /** A day off (放假), or a day of the weekend that is worked (调休上班), and the holiday for which it is. */
    public record Special(boolean worked, String nameZh, String nameEn) {}

    private WorkCalendar(BundleFiles files) {
        List<CalendarFile> all = files.paths(FOLDER, ".csv").stream()
                .flatMap(path -> CalendarFile.read(files, path).stream())
                .toList();
        all.forEach(file -> problems.addAll(file.problems()));
        all.stream().filter(file -> file.year() > 0).forEach(file -> {
            years.add(file.year());
            days.putAll(file.days());
        });
        all.stream().filter(file -> file.year() == 0).forEach(file -> days.putAll(file.days()));
        this.digest = digestOf(files);
    }

    /** @throws HubException BUNDLE_INVALID with places when a file is wrong; without files no year is known */
    public static WorkCalendar read(BundleFiles files) {
        WorkCalendar calendar = readLeniently(files);
        if (!calendar.problems.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, FOLDER, calendar.problems.stream()
                    .map(problem -> new Place(problem.file() + ":" + problem.line(), problem.rule(), problem.message()))
                    .toList());
        }
        return calendar;
    }

    /** As {@link #read}, but wrong rows are only left out and listed in {@link #problems()}. */
    public static WorkCalendar readLeniently(BundleFiles files) {
        return new WorkCalendar(files);
    }

    /** What is special about a day; empty for one that is as the week says. */
    public Optional<Special> special(LocalDate date) {
        return Optional.ofNullable(days.get(date));
    }

    /** Saturday or Sunday. */
    public static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /** Whether the calendar of the year is there; otherwise its days can only be guessed from the week. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    /** Another calendar has another digest. */
    public String digest() {
        return digest;
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    private static String digestOf(BundleFiles files) {
        StringBuilder list = new StringBuilder();
        files.paths(FOLDER, ".csv").forEach(path -> list.append(path).append('\0')
                .append(Digests.hex(Digests.sha256(files.bytes(path).orElseThrow()))).append('\n'));
        return Digests.hex(Digests.sha256(list.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
