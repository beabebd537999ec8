package cn.tongban.hub.broker;

import jakarta.jms.ConnectionFactory;
import java.util.List;

/** The embedded broker, or an external one. */
interface Broker extends AutoCloseable {
    /** @throws cn.tongban.hub.support.HubException BROKER_REFUSED saying what is to be changed */
    void start();

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
