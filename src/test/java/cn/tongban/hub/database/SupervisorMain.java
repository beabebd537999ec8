package cn.tongban.hub.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A hub reduced to its database: says how many rows it found, then adds rows for ever and says each after its commit.
 * Arguments: data folder, folder of the unpacked programs.
 */
final class SupervisorMain {
    private SupervisorMain() {}

    public static void main(String[] args) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                EmbeddedSettings.at(Path.of(args[0])).withBinaries(Path.of(args[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        try (Connection connection = new DirectDataSource(postgres, Duration.ofSeconds(10)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists mark (n bigint primary key)");
            long rows = count(statement);
            System.out.println("server " + postgres.pid());
            System.out.println("found " + rows);
            for (long n = rows + 1; ; n++) {
                statement.execute("insert into mark values (" + n + ")");
                System.out.println("acked " + n);
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select count(*) from mark")) {
            result.next();
            return result.getLong(1);
        }
    }
}
