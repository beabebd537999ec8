package cn.tongban.hub.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What would keep the hub from starting on its database, asked without starting either. */
public final class DatabaseCheckup {
    private DatabaseCheckup() {}

    /** Whether an external PostgreSQL answers and keeps what it commits; empty when it does. */
    public static Optional<StartRefusedException> external(String url, String user, String password) {
        try {
            DurabilityGuard.check(new DriverManagerDataSource(url, user, password), false);
            return Optional.empty();
        } catch (StartRefusedException e) {
            return Optional.of(e);
        } catch (SQLException e) {
            // Its message may hold the address with credentials; the state is enough to act on.
            return Optional.of(new StartRefusedException(
                    "The database does not answer (SQL state " + e.getSQLState() + ")",
                    "Check HUB_DB_URL, HUB_DB_USER, HUB_DB_PASSWORD and the network.",
                    e));
        }
    }

    /** Whether this user may run the embedded server on this machine; empty when it may. */
    public static Optional<StartRefusedException> embedded() {
        try {
            PostgresPrograms.in(Path.of("."));
            return Optional.empty();
        } catch (StartRefusedException e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.of(new StartRefusedException(
                    "No program can be started: " + e.getMessage(), "Check the limits of this user.", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new StartRefusedException("The check was interrupted", "Try again.", e));
        }
    }
}
