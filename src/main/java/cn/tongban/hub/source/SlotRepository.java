package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Slot, publication and heartbeat on the other side's PostgreSQL. All that the hub ever writes there. */
final class SlotRepository implements AutoCloseable {
    /** Marks our heartbeats in the other side's log; nobody else's messages are read. */
    static final String BEAT = "tongban-hub";

    private final Connection connection;
    private final String slot;
    private final String schema;
    private final Set<String> tables;

    private SlotRepository(Connection connection, TableSource settings) {
        this.connection = connection;
        this.slot = settings.slot();
        this.schema = settings.schema();
        this.tables = settings.tables().stream().map(SourceTable::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static SlotRepository open(Partner partner, TableSource settings) throws SQLException {
        return new SlotRepository(PartnerRepository.connect(partner), settings);
    }

    record Server(String system, int timeline) {}

    /**
     * @param confirmed up to here we said that we have everything
     * @param behind bytes of log after that
     * @param held bytes of log that the slot keeps the other side from removing
     * @param usable false when the server has removed log that the slot needs
     */
    record Slot(long confirmed, long behind, long held, boolean active, boolean usable) {}

    Server server() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select system_identifier::text from pg_control_system()),
                               (select timeline_id from pg_control_checkpoint())
                        """)) {
            row.next();
            return new Server(row.getString(1), row.getInt(2));
        }
    }

    Optional<Slot> slot() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select confirmed_flush_lsn - '0/0'::pg_lsn,
                       pg_current_wal_lsn() - confirmed_flush_lsn,
                       pg_current_wal_lsn() - coalesce(restart_lsn, confirmed_flush_lsn),
                       active, coalesce(wal_status, 'lost') <> 'lost'
                from pg_replication_slots
                where slot_name = ? and database = current_database() and plugin = 'pgoutput'
                """)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Slot(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4),
                                row.getBoolean(5)))
                        : Optional.empty();
            }
        }
    }

    /** Makes the slot and tells from where on it has everything. */
    long create() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select lsn - '0/0'::pg_lsn from pg_create_logical_replication_slot(?, 'pgoutput')")) {
            statement.setString(1, slot);
            // Waits for the transactions that are open on the other side.
            statement.setQueryTimeout((int) Partner.ANSWER.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Also while somebody reads it: that reader is ended first. */
    void drop() throws SQLException {
        run("""
                select pg_terminate_backend(active_pid, 5000) from pg_replication_slots
                where slot_name = ? and active_pid is not null
                """);
        run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?");
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, slot);
            statement.executeQuery().close();
        }
    }

    /** True when the publication holds exactly the tables of the settings. */
    boolean published() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select tablename from pg_publication_tables where pubname = ? and schemaname = ?")) {
            statement.setString(1, slot);
            statement.setString(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found.equals(tables);
    }

    /** A row that is deleted there was only cleared away: by contract the end of a record is a row that says so. */
    void publish() throws SQLException {
        String list = tables.stream().map(table -> quoted(schema) + "." + quoted(table)).collect(Collectors.joining(", "));
        boolean there;
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_publication where pubname = ?")) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                there = row.next();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(there
                    ? "alter publication " + quoted(slot) + " set table " + list
                    : "create publication " + quoted(slot) + " for table " + list + " with (publish = 'insert, update')");
        }
    }

    /** A small message in the log of the other side: it moves the slot while the tables rest, and shows how late we are. */
    void beat(long millis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_logical_emit_message(true, ?, ?)")) {
            statement.setString(1, BEAT);
            statement.setString(2, Long.toString(millis));
            statement.executeQuery().close();
        }
    }

    /** False when the other side lets a slot without a reader fill its disk. */
    boolean capped() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('max_slot_wal_keep_size', true)")) {
            row.next();
            return !"-1".equals(row.getString(1));
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public void close() {
        PartnerRepository.quietly(connection);
    }
}
