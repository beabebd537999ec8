package cn.tongban.hub.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the tests of this package ask about a server. */
final class Clusters {
    private Clusters() {}

    /** The postmasters of the data folder: its server processes whose parent is none of them. */
    static List<ProcessHandle> postmasters(Path data) {
        List<ProcessHandle> all = ClusterProcesses.in(data.resolve("pg"));
        return all.stream()
                .filter(process ->
                        process.parent().filter(parent -> all.contains(parent)).isEmpty())
                .toList();
    }

    static String ask(DatabaseAddress database, String query) throws SQLException {
        try (Connection connection = new DirectDataSource(database, Duration.ofSeconds(20)).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    static void run(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = new DirectDataSource(database, Duration.ofSeconds(20)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
