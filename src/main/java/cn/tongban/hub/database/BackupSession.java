package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The server's side of a base backup. A slot of this session keeps the log from being recycled meanwhile. */
final class BackupSession implements AutoCloseable {
    private static final String SLOT = "hub_backup";

    private final Connection connection;
    private final String start;

    /** @param label content of the file {@code backup_label} */
    record End(String label, String firstSegment, String lastSegment) {}

    private BackupSession(Connection connection, String start) {
        this.connection = connection;
        this.start = start;
    }

    static BackupSession begin(int port, String password) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=10&logServerErrorDetail=false",
                ClusterFolder.SUPERUSER, password);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + SLOT + "', true, true)");
            try (ResultSet started = statement.executeQuery("select pg_backup_start('tongban-hub', fast => true)")) {
                started.next();
                return new BackupSession(connection, started.getString(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    End end() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select s.labelfile, pg_walfile_name(?::pg_lsn), pg_walfile_name(s.lsn)
                from pg_backup_stop(wait_for_archive => false) s
                """)) {
            statement.setString(1, start);
            try (ResultSet stopped = statement.executeQuery()) {
                stopped.next();
                return new End(stopped.getString(1), stopped.getString(2), stopped.getString(3));
            }
        }
    }

    /** @throws StartRefusedException when the server had to give up a part of the log in between */
    void verify() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet slot = statement.executeQuery(
                        "select wal_status from pg_replication_slots where slot_name = '" + SLOT + "'")) {
            if (!slot.next() || "lost".equals(slot.getString(1))) {
                throw new StartRefusedException(
                        "The database wrote more log during the copy than it keeps", "Try again at a quieter time.");
            }
        }
    }

    /** An unfinished backup and the slot end with the session. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
