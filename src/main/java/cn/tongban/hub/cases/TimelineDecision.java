package cn.tongban.hub.cases;

/** What became of a step, as the timeline keeps it. */
public enum TimelineDecision {
    APPLIED,
    /** Passed through because the party never reports it, or concluded by the hub from a receipt; it has no time. */
    DERIVED,
    REPEATED,
    LATE,
    PARKED,
    IMPOSSIBLE,
    /** The case was handed in again after it had been taken back; its state says the rest. */
    HANDED_IN_AGAIN,
    TAKE_BACK_REQUESTED,
    /** The case is with its desk again, in the state of the line. */
    TAKE_BACK_GRANTED,
    TAKE_BACK_REFUSED,
    /** Somebody told of something that is no step, such as how a paper stands there. */
    NOTED,
    /** Its reporter took an earlier report back; no state follows, a person looks. */
    RETRACTED;

    public static TimelineDecision of(Verdict verdict) {
        if (verdict instanceof Verdict.Applied) {
            return APPLIED;
        }
        if (verdict instanceof Verdict.Repeated) {
            return REPEATED;
        }
        if (verdict instanceof Verdict.Late) {
            return LATE;
        }
        return verdict instanceof Verdict.Parked ? PARKED : IMPOSSIBLE;
    }
}
