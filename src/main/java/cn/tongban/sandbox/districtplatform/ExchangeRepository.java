package cn.tongban.sandbox.districtplatform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The platform's side of the exchange tables, over one connection that is opened anew when it was lost. */
final class ExchangeRepository {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> TABLES =
            Set.of("up_pro_accept", "up_pro_process", "up_pro_special_procedure", "up_pro_material", "up_pro_result");

    private final String url;
    private final String user;
    private final String password;
    private final Clock clock;
    private @Nullable Connection connection;
    private long batches;

    ExchangeRepository(String url, String user, String password, Clock clock) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.clock = clock;
    }

    /**
     * Writes a row, or the row of this guid anew.
     *
     * @param operation I, U or D
     * @param at its times of entry and change; null for this moment
     */
    synchronized void write(Row row, String operation, @Nullable LocalDateTime at) throws SQLException {
        if (!TABLES.contains(row.tableName())) {
            throw new IllegalArgumentException("no table " + row.tableName());
        }
        List<String> columns = new ArrayList<>(List.of("row_guid", "project_no", "cd_operation", "cd_batch", "cd_time",
                "data_source", "create_time", "update_time", "version"));
        row.values().keySet().stream().map(ExchangeRepository::column).forEach(columns::add);
        String changes = columns.stream()
                .filter(column -> !column.equals("row_guid") && !column.equals("create_time") && !column.equals("version"))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        String sql = "insert into " + row.tableName() + " (" + String.join(", ", columns) + ") values ("
                + "?" + ", ?".repeat(columns.size() - 1) + ") on conflict (row_guid) do update set " + changes
                + ", version = " + row.tableName() + ".version + 1";
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            fill(statement, row, operation, at);
            statement.executeUpdate();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void fill(PreparedStatement statement, Row row, String operation, @Nullable LocalDateTime at)
            throws SQLException {
        LocalDateTime now = LocalDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.MICROS);
        Timestamp time = Timestamp.valueOf(at == null ? now : at);
        statement.setString(1, row.guid());
        statement.setString(2, row.caseNo());
        statement.setString(3, operation);
        statement.setString(4, now.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format("%05d", ++batches % 100_000));
        statement.setTimestamp(5, time);
        statement.setString(6, "p61");
        statement.setTimestamp(7, time);
        statement.setTimestamp(8, time);
        statement.setInt(9, 1);
        int n = 10;
        for (String text : row.values().values()) {
            statement.setString(n++, text);
        }
    }

    /** Makes the tables when they are missing. */
    synchronized void open() throws SQLException {
        connection();
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = DriverManager.getConnection(url, user, password);
            try (Statement statement = open.createStatement()) {
                statement.execute(script("exchange.ddl.sql"));
                statement.execute(script("exchange.reader.sql"));
            }
            connection = open;
        }
        return open;
    }

    synchronized void close() {
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                // It was lost already.
                connection = null;
            }
        }
    }

    /** Names of columns come from whoever drives the sandbox: letters and underscores only. */
    private static String column(String name) {
        if (!name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_')) {
            throw new IllegalArgumentException("no column " + name);
        }
        return name;
    }

    private static String script(String name) {
        try (InputStream sql = ExchangeRepository.class.getResourceAsStream(name)) {
            if (sql == null) {
                throw new IllegalStateException(name + " is part of the jar");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
