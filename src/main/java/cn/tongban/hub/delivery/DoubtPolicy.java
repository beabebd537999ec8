package cn.tongban.hub.delivery;

/** How a destination settles a doubt: a request left, and no usable answer came. */
public enum DoubtPolicy {
    /** Send again with the same key and the same bytes; the destination ignores the repeat. */
    IDEMPOTENT,
    /** Ask by key first, then decide. */
    PROBE,
    /** Hold for a person; never sent again by itself. */
    CONFIRM
}
