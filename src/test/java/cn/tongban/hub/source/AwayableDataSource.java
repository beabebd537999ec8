package cn.tongban.hub.source;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The hub's database, which can be away for a while: sessions end, and no new one begins. */
final class AwayableDataSource extends DelegatingDataSource {
    private volatile boolean away;

    AwayableDataSource(DataSource real) {
        super(real);
    }

    void leave() {
        away = true;
    }

    /** Of all clients that the hub has there. */
    static void endSessions(DataSource direct) {
        new JdbcTemplate(direct).queryForList("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and application_name = 'tongban-hub'
                """);
    }

    void comeBack() {
        away = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("connection refused", "08001");
        }
        return super.getConnection();
    }
}
