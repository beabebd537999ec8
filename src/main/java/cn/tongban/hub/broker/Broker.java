package cn.tongban.hub.broker;

import jakarta.jms.ConnectionFactory;
import java.util.Collection;
import java.util.List;

/** The embedded broker, or an external one. */
interface Broker extends AutoCloseable {
    /** @throws cn.tongban.hub.support.HubException BROKER_REFUSED saying what is to be changed */
    void start();

    /** Who may log in from now on. Queues of new parties are made, those of former ones keep what lies in them. */
    void follow(Collection<PartyAccount> parties);

    boolean up();

    /** Looks anew whether it is there, and brings it back where that is the hub's business. Does not throw. */
    void look();

    /** For the hub itself. */
    ConnectionFactory connections();

    /** What lies in the parties' queues; empty when the broker tells nobody. */
    List<QueueDepth> depths();

    @Override
    void close();
}
