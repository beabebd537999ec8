package cn.tongban.hub.clock;

/** What a stopped clock says. */
public enum ClockOutcome {
    KEPT,
    MISSED
}
