package cn.tongban.hub.fault;

import cn.tongban.hub.database.NeighbourDatabase;
import cn.tongban.hub.database.TestDatabase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL of the district platform, as its owner sees it. */
final class DistrictTables implements AutoCloseable {
    static final String READER = "tongban_reader";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER = "district";

    private final NeighbourDatabase server;

    private DistrictTables(NeighbourDatabase server) {
        this.server = server;
    }

    static DistrictTables start(Path folder) {
        NeighbourDatabase server = NeighbourDatabase.start(folder, TestDatabase.binaries(), OWNER);
        server.letRead(READER, Secrets.ENVIRONMENT.get("HUB_SECRET_DISTRICT_PLATFORM_EXCHANGE_PASSWORD"));
        return new DistrictTables(server);
    }

    /** The sandbox's platform writes here. */
    SandboxProcess openedBy(SandboxProcess sandbox) {
        return sandbox.with("SANDBOX_EXCHANGE_URL", server.url())
                .with("SANDBOX_EXCHANGE_USER", OWNER)
                .with("SANDBOX_EXCHANGE_PASSWORD", server.password());
    }

    /** The hub reads here. */
    HubProcess readBy(HubProcess hub) {
        return hub.with("HUB_CONNECTOR_DISTRICT_PLATFORM_EXCHANGE_URL", server.url())
                .with("HUB_CONNECTOR_DISTRICT_PLATFORM_EXCHANGE_USER", READER);
    }

    /** What somebody types into psql. */
    void execute(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Each row as the hub reads it. */
    List<ObjectNode> rows(String table) {
        List<ObjectNode> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table + " order by update_time, row_guid")) {
            while (found.next()) {
                ObjectNode document = JSON.createObjectNode().put("table", table).put("op", "c");
                ObjectNode row = document.putObject("row");
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnName(i), text(found, i));
                }
                rows.add(document);
            }
        } catch (SQLException e) {
            throw new AssertionError(table, e);
        }
        return rows;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getMetaData().getColumnTypeName(column).equals("timestamp") ? row.getTimestamp(column) : null;
        return time == null
                ? row.getString(column)
                : time.toLocalDateTime().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS"));
    }

    /** The tables before anybody has written: else the platform makes them with its first row. */
    void prepare() {
        for (String script : List.of("exchange.ddl.sql", "exchange.reader.sql")) {
            try {
                execute(Files.readString(Path.of("connectors/district-platform/contract", script)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Somebody reads the changes now. */
    boolean isFollowed() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_replication_slots where active")) {
            return found.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), OWNER, server.password());
    }

    @Override
    public void close() {
        server.close();
    }
}
