package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.WorkCalendar;
import java.time.LocalDate;

/** Counts the days on which authorities work: what the calendar says, and the week where it says nothing. */
final class WorkDays {
    private final WorkCalendar calendar;

    WorkDays(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    boolean isWorked(LocalDate date) {
        return calendar.special(date).map(WorkCalendar.Special::worked).orElse(!WorkCalendar.isWeekend(date));
    }

    /** Whether the year's calendar is there; if not, {@link #isWorked} is only a guess from the week. */
    boolean isKnown(LocalDate date) {
        return calendar.knows(date.getYear());
    }

    /** The n-th working day after the start, which is not counted; the start itself for 0. */
    LocalDate addWorkdays(LocalDate start, int n) {
        LocalDate date = start;
        int left = n;
        while (left > 0) {
            date = date.plusDays(1);
            left -= isWorked(date) ? 1 : 0;
        }
        return date;
    }

    /** Working days after the first day, up to the last one. */
    int workdaysBetween(LocalDate after, LocalDate upTo) {
        return (int) after.plusDays(1).datesUntil(upTo.isAfter(after) ? upTo.plusDays(1) : after.plusDays(1))
                .filter(this::isWorked).count();
    }

    WorkCalendar calendar() {
        return calendar;
    }
}
