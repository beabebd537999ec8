package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.Limit;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One limit, counted day by day from the day on which it begins; the days are the explanation of the date. */
final class DayCount {
    private final WorkDays workDays;
    private final Limit limit;
    private final LocalDate start;
    private final List<Pause> pauses;
    private final List<CountedDay> days = new ArrayList<>();

    DayCount(WorkDays workDays, Limit limit, LocalDate start, List<Pause> pauses) {
        this.workDays = workDays;
        this.limit = limit;
        this.start = start;
        this.pauses = List.copyOf(pauses);
        count();
    }

    private void count() {
        int count = 0;
        add(start, DayKind.START, 0);
        // Decided on its day, or on the next one that is worked: the day of acceptance is the one that would count.
        boolean over = limit.days() == 0 && kind(start).counts();
        LocalDate date = start;
        while (!over) {
            date = date.plusDays(1);
            DayKind kind = kind(date);
            count += kind.counts() ? 1 : 0;
            add(date, kind, count);
            over = kind.counts() && count >= limit.days();
        }
    }

    private void add(LocalDate date, DayKind kind, int count) {
        WorkCalendar.@Nullable Special special = workDays.calendar().special(date).orElse(null);
        days.add(new CountedDay(date, kind, special, count, !isWorkdays() || workDays.isKnown(date)));
    }

    private DayKind kind(LocalDate date) {
        if (isWorkdays() && !workDays.isWorked(date)) {
            return workDays.calendar().special(date).isPresent() ? DayKind.HOLIDAY : DayKind.WEEKEND;
        }
        if (pauses.stream().anyMatch(pause -> pause.covers(date))) {
            return DayKind.SUSPENDED;
        }
        return isWorkdays() && WorkCalendar.isWeekend(date) ? DayKind.WORKED_WEEKEND : DayKind.COUNTED;
    }

    private boolean isWorkdays() {
        return limit.unit() == Limit.Unit.WORKDAY;
    }

    Limit limit() {
        return limit;
    }

    LocalDate start() {
        return start;
    }

    /** The last day on which it is kept. */
    LocalDate due() {
        return days.get(days.size() - 1).date();
    }

    /** From the start to the deadline, both included. */
    List<CountedDay> days() {
        return List.copyOf(days);
    }

    int suspended() {
        return (int) days.stream().filter(day -> day.kind() == DayKind.SUSPENDED).count();
    }

    /** Whether it was counted over days of a year whose calendar is not there yet. */
    boolean isProvisional() {
        // For what is decided on its day that day matters, for all others only those after it.
        return days.stream().skip(limit.days() == 0 ? 0 : 1).anyMatch(day -> !day.known());
    }

    /** Days of the limit that are used up at the end of a day; beyond the limit when it is past. */
    int usedOn(LocalDate today) {
        LocalDate from = limit.days() == 0 ? due() : start;
        return today.isAfter(from)
                ? (int) from.plusDays(1).datesUntil(today.plusDays(1)).filter(date -> kind(date).counts()).count()
                : 0;
    }

    boolean isMissedOn(LocalDate today) {
        return today.isAfter(due());
    }

    /** Yellow when a fifth of the limit or one day is left, whichever is more. */
    ClockLight lightOn(LocalDate today) {
        if (isMissedOn(today)) {
            return ClockLight.RED;
        }
        int left = limit.days() - usedOn(today);
        return left <= 1 || left * 5 <= limit.days() ? ClockLight.YELLOW : ClockLight.GREEN;
    }
}
