package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role that works with the database. It owns it and may replicate, but is no superuser: nobody reaches files or
 * programs of the machine through it.
 */
final class OwnerRole {
    private OwnerRole() {}

    /** Makes the role and its database when they are missing; harmless to repeat after a kill half-way. */
    static void ensure(int port, String password, String role) {
        try (Connection connection = connect(port, password, "postgres");
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
                // The password has only characters of URL-safe Base64, so it needs no quoting.
                statement.execute("create role " + role + " login replication password '" + password + "'");
            }
            if (isMissing(statement, "select 1 from pg_database where datname = '" + role + "'")) {
                statement.execute("create database " + role + " owner " + role);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /**
     * A role that may read the database of {@code owner} and follow its changes, as another system's hub would be given.
     *
     * @param readerPassword of letters, digits, hyphens and underscores
     */
    static void ensureReader(int port, String password, String owner, String reader, String readerPassword) {
        if (!readerPassword.matches("[A-Za-z0-9_-]{8,200}") || !reader.matches("[a-z_]{1,60}")) {
            throw new IllegalArgumentException("not a name and password of a reader");
        }
        try (Connection connection = connect(port, password, owner);
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + reader + "'")) {
                statement.execute("create role " + reader + " login replication");
            }
            statement.execute("alter role " + reader + " password '" + readerPassword + "'");
            statement.execute("grant connect on database " + owner + " to " + reader);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static Connection connect(int port, String password, String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?connectTimeout=10&logServerErrorDetail=false";
        return DriverManager.getConnection(url, ClusterFolder.SUPERUSER, password);
    }

    private static StartRefusedException refused(SQLException e) {
        return new StartRefusedException(
                "The embedded database refuses its own password: " + e.getMessage(),
                "Put pg-password back from the backup of the data folder.",
                e);
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
