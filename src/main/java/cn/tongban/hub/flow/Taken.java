package cn.tongban.hub.flow;

import cn.tongban.hub.support.HubException;

/** What became of one document that a source handed over; in both cases its source is done with it. */
public sealed interface Taken {
    /**
     * It is durable.
     *
     * @param receipt JSON, the same for every repeat
     * @param repeated whether it had been recorded before
     */
    record Recorded(String receipt, boolean repeated) implements Taken {}

    /** It cannot be recorded as it is; its bytes are kept for a person to look at. */
    record Refused(HubException why) implements Taken {}
}
