package cn.tongban.hub.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start until the database answers, then lets the guard judge it. */
final class FirstContact {
    private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);
    private static final long PAUSE_MILLIS = 2000;

    private FirstContact() {}

    static void await(DataSource database, DatabaseProperties properties) {
        long deadline = System.nanoTime() + properties.startWait().toNanos();
        while (true) {
            try {
                DurabilityGuard.check(database, properties.allowUnsafe());
                return;
            } catch (SQLException e) {
                if (!comesBack(e) || System.nanoTime() > deadline) {
                    throw new StartRefusedException(
                            "The database cannot be used: " + e.getMessage(),
                            "Check HUB_DB_URL, HUB_DB_USER, HUB_DB_PASSWORD and that the server runs.",
                            e);
                }
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("The database does not answer yet; waiting");
                pause();
            }
        }
    }

    /** Connection trouble (class 08), a server that starts or stops (57P), too many clients (53): all pass. */
    static boolean comesBack(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted", "Start again.", e);
        }
    }
}
