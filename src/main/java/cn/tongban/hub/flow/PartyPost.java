package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyMail;

/** The way into the parties' queues; a dry run puts a recorder in its place. */
@FunctionalInterface
public interface PartyPost {
    /**
     * Returns when the broker keeps it.
     *
     * @throws cn.tongban.hub.support.HubException DESTINATION_UNREACHABLE: it provably has not; ANSWER_LOST: nobody knows
     */
    void put(PartyMail mail);
}
