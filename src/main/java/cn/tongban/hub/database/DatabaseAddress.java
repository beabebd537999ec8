package cn.tongban.hub.database;

import java.util.Optional;

/** Where the database is at this moment, and why it is away when the hub knows. */
interface DatabaseAddress extends AutoCloseable {
    String url();

    String user();

    String password();

    /** What is wrong and what is being done about it; empty when the hub knows of no trouble. */
    Optional<String> trouble();

    @Override
    void close();
}
