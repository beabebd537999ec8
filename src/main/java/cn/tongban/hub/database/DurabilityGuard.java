package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a database that could forget an acknowledged commit. It asks in the hub's own session, because a role or a
 * database may carry settings that differ from the server's.
 */
final class DurabilityGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DurabilityGuard.class);
    private static final int OLDEST_SERVER = 150_000;
    private static final Map<String, Set<String>> SAFE = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "remote_write", "remote_apply"));

    private DurabilityGuard() {}

    /**
     * Returns when commits on this database are durable.
     *
     * @param allowUnsafe for throw-away tests only: warns instead of refusing
     * @throws SQLException when the database cannot be asked
     */
    static void check(DataSource database, boolean allowUnsafe) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (Integer.parseInt(show(statement, "server_version_num")) < OLDEST_SERVER) {
                throw new StartRefusedException(
                        "PostgreSQL " + show(statement, "server_version") + " is too old",
                        "Use PostgreSQL 15 or newer.");
            }
            for (Map.Entry<String, Set<String>> rule : SAFE.entrySet()) {
                judge(rule.getKey(), show(statement, rule.getKey()), rule.getValue(), allowUnsafe);
            }
        }
    }

    private static void judge(String name, String value, Set<String> safe, boolean allowUnsafe) {
        if (safe.contains(value)) {
            return;
        }
        if (!allowUnsafe) {
            throw new StartRefusedException(
                    "The database runs with " + name + " = " + value + ": what the hub acknowledges could be lost",
                    "Set " + name + " = on. HUB_DB_ALLOW_UNSAFE=true overrides this, for throw-away tests only.");
        }
        LOG.atWarn().addKeyValue(name, value).log("Unsafe database allowed by HUB_DB_ALLOW_UNSAFE: data may be lost");
    }

    private static String show(Statement statement, String name) throws SQLException {
        try (ResultSet result = statement.executeQuery("show " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
