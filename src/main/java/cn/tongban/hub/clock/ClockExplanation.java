package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.Limit;
import cn.tongban.hub.support.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why the deadlines of a case are on their days.
 *
 * @param zh one sentence about the clock as a whole, Chinese
 * @param en the same in English
 * @param terms the promised limit and the statutory one, as far as there are any
 */
public record ClockExplanation(ClockReading clock, String zh, String en, List<Term> terms) {
    /** Which limit. */
    public enum Which {
        PROMISED,
        STATUTORY
    }

    /**
     * One limit.
     *
     * @param limit 0 for what is decided on the day of its acceptance
     * @param suspended days that would have counted, had no special procedure touched them
     * @param days from the day of acceptance to the deadline, both included
     */
    public record Term(
            Which which,
            int limit,
            Limit.Unit unit,
            LocalDate due,
            int suspended,
            boolean provisional,
            String zh,
            String en,
            List<Day> days) {}

    /**
     * One day.
     *
     * @param count how many days are counted at its end
     * @param provisional the calendar of its year is not there yet
     */
    public record Day(LocalDate date, DayKind kind, int count, boolean provisional, String zh, String en) {}

    static ClockExplanation of(CaseClock clock) {
        List<Term> terms = Stream.of(
                        Optional.ofNullable(clock.promised()).map(days -> term(Which.PROMISED, days)),
                        Optional.ofNullable(clock.statutory()).map(days -> term(Which.STATUTORY, days)))
                .flatMap(Optional::stream)
                .toList();
        return new ClockExplanation(clock.reading(), ClockTexts.whole(Texts.ZH, clock.reading()),
                ClockTexts.whole(Texts.EN, clock.reading()), terms);
    }

    private static Term term(Which which, DayCount count) {
        List<Day> days = count.days().stream().map(day -> day(count, day)).toList();
        return new Term(which, count.limit().days(), count.limit().unit(), count.due(), count.suspended(),
                count.isProvisional(), ClockTexts.term(Texts.ZH, which, count), ClockTexts.term(Texts.EN, which, count),
                days);
    }

    private static Day day(DayCount count, CountedDay day) {
        return new Day(day.date(), day.kind(), day.count(), !day.known(), ClockTexts.day(Texts.ZH, count, day),
                ClockTexts.day(Texts.EN, count, day));
    }
}
