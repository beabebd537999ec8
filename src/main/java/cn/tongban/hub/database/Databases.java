package cn.tongban.hub.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/** The pool in front of the database. */
final class Databases {
    private Databases() {}

    /**
     * A caller waits a second for a connection and is then told; the doors turn that into 503. The pool starts also
     * while the database is away and fills when it is back.
     */
    static HikariDataSource pool(DataSource direct, int size, String sessionTimeZone) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hub");
        config.setDataSource(new PatientDataSource(direct, Duration.ofSeconds(10)));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 4));
        config.setConnectionTimeout(Duration.ofSeconds(1).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setInitializationFailTimeout(-1);
        // The driver sends the zone of the JVM; the hub's sessions do not depend on it.
        config.setConnectionInitSql("set time zone '" + sessionTimeZone + "'");
        return new HikariDataSource(config);
    }
}
