package cn.tongban.hub.clock;

/** How much of a limit is left, mildest first; shown as a shape, a colour and a word together. */
public enum ClockLight {
    GREEN,
    /** A fifth of the limit or one day is left, whichever is more. */
    YELLOW,
    /** Past. */
    RED
}
