package cn.tongban.hub.support;

/** What an error means for the message that met it; the kind, not the class, decides what happens next. */
public enum ErrorKind {
    /** The request provably never left, or nothing was stored: try again later. */
    RETRY,
    /** The request left and its fate is unknown: ask before anything else. */
    DOUBT,
    /** The other side said no; repeating it unchanged is pointless. */
    REJECT,
    /** A mapping, contract or code table of ours is broken: a person must look. */
    DEFECT
}
