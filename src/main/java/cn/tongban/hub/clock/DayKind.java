package cn.tongban.hub.clock;

/** What a day is for a limit. */
public enum DayKind {
    /** The day of acceptance, which is not counted. */
    START,
    /** A day that counts. */
    COUNTED,
    /** A day of the weekend that is worked in exchange, and counts (调休上班). */
    WORKED_WEEKEND,
    WEEKEND,
    /** A day off by the calendar, also on a weekend. */
    HOLIDAY,
    /** It would count, but a special procedure touches it. */
    SUSPENDED;

    boolean counts() {
        return this == COUNTED || this == WORKED_WEEKEND;
    }
}
