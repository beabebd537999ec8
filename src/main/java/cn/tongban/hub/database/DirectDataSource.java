package cn.tongban.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A new connection each time, to wherever the database is now. The pool takes its connections from here. */
final class DirectDataSource extends AbstractDataSource {
    /**
     * A plan made while a table was small scans or hashes it whole, and a prepared statement keeps that plan while the
     * table grows: 300 receipts a second instead of 17,000. Every statement of the hub has its index, so the other ways
     * are only for where there is none. With that a plan made once serves every group, whatever its size; left to itself
     * the server plans each of them anew, because it holds a plan for exactly so many rows to be cheaper.
     */
    private static final String PLANS = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off"
            + " -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    private final DatabaseAddress address;
    private final Duration socketTimeout;
    private final Driver driver = new Driver();

    /** @param socketTimeout zero waits for ever, as migrations must */
    DirectDataSource(DatabaseAddress address, Duration socketTimeout) {
        this.address = address;
        this.socketTimeout = socketTimeout;
    }

    /** The pool asks for it; the limits below are the ones that count. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(address.user(), address.password());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "tongban-hub");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(socketTimeout.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "2");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("assumeMinServerVersion", "15");
        properties.setProperty("options", PLANS);
        // The DETAIL of an error quotes row values; exception texts must not.
        properties.setProperty("logServerErrorDetail", "false");
        return driver.connect(address.url(), properties);
    }
}
