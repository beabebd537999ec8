package cn.tongban.hub.clock;

/** Whether the clock of a case runs. */
public enum ClockState {
    RUNNING,
    /** A special procedure is under way. */
    PAUSED,
    /** Decided, closed, withdrawn or terminated. */
    STOPPED,
    /** The case has no clock; {@link NoClock} says why. */
    NONE
}
