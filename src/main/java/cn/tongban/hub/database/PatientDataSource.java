package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives a connection as soon as the database takes one. The pool waits longer and longer between its own tries, up to
 * five seconds after the database is back; here it tries ten times a second, so that doors open when readiness says so.
 */
final class PatientDataSource extends DelegatingDataSource {
    private static final long AGAIN_MILLIS = 100;

    private final long patienceNanos;

    PatientDataSource(DataSource direct, Duration patience) {
        super(direct);
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public Connection getConnection() throws SQLException {
        long end = System.nanoTime() + patienceNanos;
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException e) {
                if (!FirstContact.comesBack(e) || System.nanoTime() - end > 0) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException e) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }
}
