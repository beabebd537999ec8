package cn.tongban.hub.mapping;

import java.time.LocalDate;

/** Counts the days on which authorities work: what the calendar says, and the week where it says nothing. */
public final class WorkDays {
    private final WorkCalendar calendar;

    public WorkDays(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** Whether the day is worked. */
    public boolean isWorked(LocalDate date) {
        return calendar.special(date).map(WorkCalendar.Special::worked).orElse(!WorkCalendar.isWeekend(date));
    }

    /** Whether the year's calendar is there; if not, {@link #isWorked} is only a guess from the week. */
    public boolean isKnown(LocalDate date) {
        return calendar.knows(date.getYear());
    }

    /** The n-th working day after the start, which is not counted; the start itself for 0. */
    public LocalDate addWorkdays(LocalDate start, int n) {
        LocalDate date = start;
        int left = n;
        while (left > 0) {
            date = date.plusDays(1);
            left -= isWorked(date) ? 1 : 0;
        }
        return date;
    }

    /** Working days after the first day, up to the last one. */
    public int workdaysBetween(LocalDate after, LocalDate upTo) {
        return (int) after.plusDays(1).datesUntil(upTo.isAfter(after) ? upTo.plusDays(1) : after.plusDays(1))
                .filter(this::isWorked).count();
    }

    /** What it counts by. */
    public WorkCalendar calendar() {
        return calendar;
    }
}
