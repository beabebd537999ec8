package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.WorkCalendar;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on the way to a deadline.
 *
 * @param special the holiday that it is, or for which it is worked; null for a day that is as the week says
 * @param count how many days are counted at its end
 * @param known whether the calendar of its year is there
 */
record CountedDay(LocalDate date, DayKind kind, WorkCalendar.@Nullable Special special, int count, boolean known) {}
