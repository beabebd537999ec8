package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role that the hub works with. It owns its database and may replicate, but is no superuser: nobody reaches files
 * or programs of the machine through it.
 */
final class HubRole {
    private HubRole() {}

    /** Makes the role and its database when they are missing; harmless to repeat after a kill half-way. */
    static void ensure(int port, String password) {
        String role = EmbeddedPostgres.ROLE;
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=10&logServerErrorDetail=false";
        try (Connection connection = DriverManager.getConnection(url, ClusterFolder.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
                // The password has only characters of URL-safe Base64, so it needs no quoting.
                statement.execute("create role " + role + " login replication password '" + password + "'");
            }
            if (isMissing(statement, "select 1 from pg_database where datname = '" + role + "'")) {
                statement.execute("create database " + role + " owner " + role);
            }
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "The embedded database refuses its own password: " + e.getMessage(),
                    "Put pg-password back from the backup of the data folder.",
                    e);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
