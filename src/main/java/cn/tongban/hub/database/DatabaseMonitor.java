package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Asks the database on a schedule, on a connection of its own, so that neither a full pool nor a health check that
 * waits can make the hub look dead. A server that comes back is judged anew: a fail-over may have changed its settings.
 */
final class DatabaseMonitor implements HealthIndicator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);
    private static final int ANSWER_SECONDS = 3;

    private final DataSource direct;
    private final DatabaseAddress address;
    private final boolean allowUnsafe;
    private @Nullable Connection connection;
    private volatile @Nullable Away away;

    /** @param direct gives a new connection each time, with a limit on waiting for an answer */
    DatabaseMonitor(DataSource direct, DatabaseAddress address, boolean allowUnsafe) {
        this.direct = direct;
        this.address = address;
        this.allowUnsafe = allowUnsafe;
    }

    private record Away(String reason, long sinceNanos) {
        String text(Optional<String> trouble) {
            long seconds = Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
            return reason + ", since " + seconds + " s" + trouble.map(what -> "; " + what).orElse("");
        }
    }

    boolean up() {
        return away == null;
    }

    synchronized void look() {
        try {
            ask();
            if (away != null) {
                LOG.atWarn().log("The database answers again");
            }
            away = null;
        } catch (SQLException e) {
            lost(reason(e));
        } catch (StartRefusedException e) {
            lost(e.getMessage());
        }
    }

    private void ask() throws SQLException {
        if (connection == null) {
            DurabilityGuard.check(direct, allowUnsafe);
            connection = direct.getConnection();
        }
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(ANSWER_SECONDS);
            try (ResultSet answer = statement.executeQuery("show transaction_read_only")) {
                answer.next();
                if (answer.getString(1).equals("on")) {
                    throw new SQLException("read-only", "25006");
                }
            }
        }
    }

    private void lost(String reason) {
        close();
        Away before = away;
        if (before == null) {
            LOG.atError().addKeyValue("reason", reason).log("The database is away; doors answer 503 until it is back");
        }
        away = new Away(reason, before == null ? System.nanoTime() : before.sinceNanos());
    }

    /** From the SQLSTATE, because the driver's sentence may name hosts and users. */
    private static String reason(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("08001")) {
            return "connection refused";
        }
        if (state.equals("25006")) {
            return "read-only";
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "connection lost";
            case "28" -> "login refused";
            case "53" -> "out of connections or disk space";
            case "57" -> "starting, stopping or recovering";
            default -> "no answer (SQLSTATE " + state + ")";
        };
    }

    @Override
    public Health health() {
        Away now = away;
        return now == null
                ? Health.up().withDetail("reason", "answers").build()
                : Health.down().withDetail("reason", "database: " + now.text(address.trouble())).build();
    }

    @Override
    public synchronized void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("A lost connection need not be closed");
            }
        }
    }
}
