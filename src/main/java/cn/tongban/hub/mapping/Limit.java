package cn.tongban.hub.mapping;

/**
 * How long something may take; the day on which it begins is not counted.
 *
 * @param days 0 for what is decided on the day of its acceptance (即办件)
 */
public record Limit(int days, Unit unit) {
    /** What is counted. */
    public enum Unit {
        /** Days on which authorities work (工作日). */
        WORKDAY,
        /** Every day (自然日). */
        NATURAL
    }

    /** Decided on the working day on which it is accepted. */
    public static final Limit SAME_DAY = new Limit(0, Unit.WORKDAY);
}
