package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of somebody else's database, on one connection, in pages by key. Only SQL that every database takes: no
 * limit clause, no row values, names quoted as the driver says.
 */
final class PartnerRepository implements AutoCloseable {
    private final Connection connection;
    private final String schema;
    private final String key;
    private final String time;
    private final String quote;
    /** MySQL knows a schema as a catalog, and its connection is in one. */
    private final boolean schemas;

    private PartnerRepository(Connection connection, TableSource settings) throws SQLException {
        this.connection = connection;
        this.schema = settings.schema();
        this.key = settings.columns().key();
        this.time = settings.columns().time();
        this.quote = connection.getMetaData().getIdentifierQuoteString().trim();
        this.schemas = connection.getMetaData().supportsSchemasInTableDefinitions();
    }

    /** A place in a table that is read by time. */
    record Mark(LocalDateTime time, String key) {}

    static PartnerRepository open(Partner partner, TableSource settings) throws SQLException {
        Connection connection = connect(partner);
        try {
            connection.setReadOnly(true);
            return new PartnerRepository(connection, settings);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static Connection connect(Partner partner) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", partner.user());
        properties.setProperty("password", partner.password().text());
        if (!partner.postgres()) {
            return DriverManager.getConnection(partner.url(), properties);
        }
        properties.setProperty("ApplicationName", "tongban-hub");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(Partner.ANSWER.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        // The DETAIL of an error quotes row values; exception texts must not.
        properties.setProperty("logServerErrorDetail", "false");
        Connection connection = DriverManager.getConnection(partner.url(), properties);
        try (Statement statement = connection.createStatement()) {
            // Times with a zone are compared with the texts of ours, which stand in this one.
            statement.execute("set time zone '" + ColumnText.ZONE.getId() + "'");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Columns and their types by name; empty when there is no such table. */
    SortedMap<String, String> columns(String table) throws SQLException {
        SortedMap<String, String> columns = new TreeMap<>();
        DatabaseMetaData meta = connection.getMetaData();
        String escape = meta.getSearchStringEscape();
        String pattern = table.replace("_", escape + "_");
        String schemaPattern = schemas ? schema.replace("_", escape + "_") : null;
        try (ResultSet rows = meta.getColumns(schemas ? null : connection.getCatalog(), schemaPattern, pattern, "%")) {
            while (rows.next()) {
                columns.put(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME"));
            }
        }
        return columns;
    }

    /** The next rows in the order of their keys. */
    List<Row> after(SourceTable table, String last, int most) throws SQLException {
        return rows(table, " where " + quoted(key) + " > ? order by " + quoted(key), most, last);
    }

    /** The next rows in the order of their times and keys; from the beginning when there is no mark. */
    List<Row> since(SourceTable table, Optional<Mark> mark, int most) throws SQLException {
        String order = " order by " + quoted(time) + ", " + quoted(key);
        if (mark.isEmpty()) {
            return rows(table, " where " + quoted(time) + " is not null" + order, most);
        }
        LocalDateTime at = mark.get().time();
        return rows(table, " where (" + quoted(time) + " > ? or (" + quoted(time) + " = ? and " + quoted(key) + " > ?))"
                + order, most, at, at, mark.get().key());
    }

    /** The row as it is now; empty when it is not there any more. */
    Optional<Row> one(SourceTable table, String keyOfIt) throws SQLException {
        return rows(table, " where " + quoted(key) + " = ?", 1, keyOfIt).stream().findFirst();
    }

    private List<Row> rows(SourceTable table, String rest, int most, Object... parameters) throws SQLException {
        String columns = table.columns().stream().map(this::quoted).collect(Collectors.joining(", "));
        String from = (schemas ? quoted(schema) + "." : "") + quoted(table.name());
        try (PreparedStatement statement = connection.prepareStatement("select " + columns + " from " + from + rest)) {
            statement.setMaxRows(most);
            statement.setFetchSize(most);
            statement.setQueryTimeout((int) Partner.ANSWER.toSeconds());
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row(table, rows));
                }
                return found;
            }
        }
    }

    private String quoted(String name) {
        return quote + name + quote;
    }

    private static Row row(SourceTable table, ResultSet rows) throws SQLException {
        SortedMap<String, @Nullable String> values = new TreeMap<>();
        ResultSetMetaData meta = rows.getMetaData();
        for (int i = 1; i <= table.columns().size(); i++) {
            values.put(table.columns().get(i - 1), ColumnText.of(value(rows, meta, i)));
        }
        return new Row(table, values);
    }

    private static @Nullable Object value(ResultSet rows, ResultSetMetaData meta, int i) throws SQLException {
        return switch (meta.getColumnType(i)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> meta.getColumnTypeName(i).equalsIgnoreCase("timestamptz")
                    ? rows.getObject(i, OffsetDateTime.class)
                    : rows.getObject(i, LocalDateTime.class);
            case Types.DATE -> rows.getObject(i, LocalDate.class);
            case Types.TIME -> rows.getObject(i, LocalTime.class);
            case Types.NUMERIC, Types.DECIMAL -> rows.getObject(i, BigDecimal.class);
            case Types.BOOLEAN, Types.BIT -> whole(rows.getBoolean(i), rows);
            case Types.REAL -> whole(rows.getFloat(i), rows);
            case Types.DOUBLE, Types.FLOAT -> whole(rows.getDouble(i), rows);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> rows.getBytes(i);
            default -> rows.getString(i);
        };
    }

    private static @Nullable Object whole(Object value, ResultSet rows) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    @Override
    public void close() {
        quietly(connection);
    }

    static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is lost already; nothing hangs on its end.
            return;
        }
    }
}
