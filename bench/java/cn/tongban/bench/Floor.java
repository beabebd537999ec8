package cn.tongban.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The floor: a door that inserts each body as one row in one commit, and does nothing else. */
final class Floor {
    private Floor() {}

    /** Arguments: JDBC URL, pool size. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setMaximumPoolSize(Integer.parseInt(args[1]));
        HikariDataSource pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("create table if not exists floor(id uuid primary key, body bytea)");
        }
        Door.open(body -> insert(pool, body));
    }

    private static void insert(HikariDataSource pool, byte[] body) throws Exception {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into floor(id, body) values (?, ?)")) {
            insert.setObject(1, new UUID(System.currentTimeMillis() << 16 | 0x7000L | System.nanoTime() & 0xFFF,
                    ThreadLocalRandom.current().nextLong()));
            insert.setBytes(2, body);
            insert.executeUpdate();
        }
    }
}
