package cn.tongban.hub.flow;

import java.time.Instant;
import java.util.List;

/** The tickets by which partners let the hub in. Their texts are secrets: never logged, stored or put into an address. */
interface Tickets {
    /** Lets nobody in: for trials, which ask no partner for one. */
    Tickets STAND_IN = new Tickets() {
        @Override
        public String get(String connector) {
            return "stand-in-ticket";
        }

        @Override
        public void drop(String connector, String ticket) {
            // The same one again: nobody is asked.
        }

        @Override
        public List<Trouble> troubles() {
            return List.of();
        }
    };

    /** A connector for which no ticket can be had. */
    record Trouble(String connector, Instant since, String reason) {}

    /**
     * A ticket that is good for now; asks for one if need be, and waits for that.
     *
     * @throws cn.tongban.hub.support.HubException TICKET_UNAVAILABLE
     */
    String get(String connector);

    /** The partner does not take this one any more. Does nothing when another one is held by now. */
    void drop(String connector, String ticket);

    List<Trouble> troubles();
}
