package cn.tongban.hub.clock;

import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.support.Texts;
import java.util.Locale;

/** What a clock says in words. */
final class ClockTexts {
    private ClockTexts() {}

    /** The clock as a whole. */
    static String whole(Locale locale, ClockReading reading) {
        if (reading.why() != null) {
            return Texts.of(locale, "clock.none." + key(reading.why()));
        }
        if (reading.state() == ClockState.STOPPED) {
            return reading.outcome() == null
                    ? Texts.of(locale, "clock.stopped.unknown")
                    : Texts.of(locale, "clock.stopped." + key(reading.outcome()), reading.stoppedOn());
        }
        String left = reading.light() == ClockLight.RED ? "past" : "left." + key(reading.unit());
        return Texts.of(locale, "clock." + key(reading.state()), Texts.of(locale, "clock." + left, reading.remaining()));
    }

    /** One limit: since when, how long, until when. */
    static String term(Locale locale, ClockExplanation.Which which, DayCount count) {
        String limit = count.limit().days() == 0 ? Texts.of(locale, "clock.limit.same-day")
                : Texts.of(locale, "clock.limit." + key(count.limit().unit()), count.limit().days());
        String sentence = Texts.of(locale, "clock.term." + key(which), count.start(), limit, count.due());
        if (count.suspended() > 0) {
            sentence += Texts.of(locale, "clock.term.suspended", count.suspended());
        }
        return count.isProvisional() ? sentence + Texts.of(locale, "clock.term.provisional") : sentence;
    }

    /** One day of a limit. */
    static String day(Locale locale, DayCount count, CountedDay day) {
        String text = Texts.of(locale, "clock.day." + kind(count, day), day.count(), name(locale, day));
        boolean due = day.date().equals(count.due());
        String whole = due ? Texts.of(locale, "clock.day.due", text) : text;
        return day.known() ? whole : Texts.of(locale, "clock.day.provisional", whole);
    }

    private static String kind(DayCount count, CountedDay day) {
        return switch (day.kind()) {
            case START -> count.limit().days() == 0 ? "start-same-day" : "start";
            case COUNTED -> "counted." + key(count.limit().unit());
            case WORKED_WEEKEND, WEEKEND, HOLIDAY, SUSPENDED -> key(day.kind());
        };
    }

    private static String name(Locale locale, CountedDay day) {
        WorkCalendar.Special special = day.special();
        if (special == null) {
            return "";
        }
        return locale.equals(Texts.ZH) ? special.nameZh() : special.nameEn();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
