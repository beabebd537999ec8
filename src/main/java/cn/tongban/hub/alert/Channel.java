package cn.tongban.hub.alert;

/** A way to tell somebody. */
interface Channel {
    /** As in {@link Notice#channel()}. */
    String name();

    /** @throws NotSentException when it is not known to have arrived */
    void send(Notice notice);
}
