package cn.tongban.hub.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** When each recorded row was first seen in the hub's database by somebody who looks fifty times a second. */
final class Sightings implements AutoCloseable {
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean looking = true;

    Sightings(HubDatabase database) {
        thread = new Thread(() -> look(database), "sightings");
        thread.start();
    }

    private void look(HubDatabase database) {
        UUID last = new UUID(0, 0);
        try (Connection connection = database.connect(); PreparedStatement statement = connection.prepareStatement(
                "select id, case_no from message where connector = 'rows' and id > ? order by id limit 5000")) {
            while (looking) {
                statement.setObject(1, last);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getObject(1, UUID.class);
                        seen.putIfAbsent(rows.getString(2), Clock.systemUTC().instant());
                    }
                }
                LockSupport.parkNanos(20_000_000);
            }
        } catch (SQLException e) {
            throw new AssertionError("the hub's database cannot be watched", e);
        }
    }

    Map<String, Instant> all() {
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        looking = false;
        thread.join();
    }
}
