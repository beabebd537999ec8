package cn.tongban.hub.connector;

import java.util.Locale;

/** How a long-lived source is read. */
public enum SourceKind {
    /** Change capture from a PostgreSQL replication slot. */
    POSTGRES_CDC,
    /** Reading by time and key, for databases without change capture. */
    JDBC_POLLING,
    /** A broker's queues. */
    AMQP,
    /** Asking a partner, over routes of the bundle, what waits there. */
    PULL;

    /** As connector.yaml writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
