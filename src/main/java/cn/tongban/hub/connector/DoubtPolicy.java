package cn.tongban.hub.connector;

/** How a destination wants it settled when nobody knows whether a delivery arrived. */
public enum DoubtPolicy {
    /** Send again with the same key and the same bytes. */
    IDEMPOTENT,
    /** Ask by key first, then decide. */
    PROBE,
    /** Hold for a person; never sent again by itself. */
    CONFIRM
}
