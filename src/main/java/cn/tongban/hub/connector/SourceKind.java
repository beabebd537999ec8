package cn.tongban.hub.connector;

/** The ways in which the hub reads by itself. */
public enum SourceKind {
    /** The changes of tables in a PostgreSQL database, by logical replication. */
    POSTGRES_CDC,
    /** The changes of tables in any database, asked for again and again. */
    JDBC_POLLING,
    /** Queues, one for each party. */
    AMQP
}
