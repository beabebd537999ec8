package cn.tongban.hub.database;

import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL that somebody else runs. The data folder still belongs to one hub: master key and files lie there. */
record ExternalPostgres(FolderLock lock, String url, String user, String password) implements DatabaseAddress {

    static ExternalPostgres open(Path data, DatabaseProperties properties) {
        if (!properties.url().startsWith("jdbc:postgresql:")) {
            throw new StartRefusedException(
                    "HUB_DB_URL is no JDBC address of PostgreSQL", "Write it like jdbc:postgresql://host:5432/hub");
        }
        return new ExternalPostgres(
                FolderLock.acquire(data), properties.url(), properties.user(), properties.password());
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        lock.close();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ExternalPostgres";
    }
}
