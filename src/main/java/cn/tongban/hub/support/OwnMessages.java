package cn.tongban.hub.support;

/** Messages that no outside system sent: what the hub concludes by its own clock, and what people decide in it. */
public final class OwnMessages {
    /** What they have in place of a connector; no connector is called so. */
    public static final String CONNECTOR = "tongban-hub";

    private OwnMessages() {}
}
