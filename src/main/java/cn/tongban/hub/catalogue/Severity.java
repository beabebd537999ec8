package cn.tongban.hub.catalogue;

/** What a difference between two items means. */
public enum Severity {
    /** The two are not unified: cases may not be forwarded. */
    BLOCKING,
    /** Worth a look, but outside of the four unifications. */
    NOTICE
}
