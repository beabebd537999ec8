package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.Steering.Orders;
import cn.tongban.hub.delivery.Steering.Rate;
import cn.tongban.hub.delivery.Steering.Window;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders of people for destinations, beside pauses. */
final class SteeringRepository {
    private static final int MOST_WINDOWS = 1000;

    private final JdbcTemplate jdbc;

    SteeringRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every order that may count at {@code now} or later, by connector. */
    Map<String, Orders> all(Instant now) {
        Map<String, List<Window>> windows = new HashMap<>();
        jdbc.query(
                """
                select id, destination, from_at, to_at, reason, entered_by from maintenance_window
                where ended_at is null and to_at > ? order by to_at limit ?
                """,
                row -> {
                    windows.computeIfAbsent(row.getString(2), name -> new ArrayList<>()).add(new Window(
                            row.getObject(1, UUID.class), row.getTimestamp(3).toInstant(),
                            row.getTimestamp(4).toInstant(), row.getString(5), row.getString(6)));
                },
                Timestamp.from(now), MOST_WINDOWS);
        Map<String, Rate> rates = new HashMap<>();
        jdbc.query("select name, rate_per_second, rate_by, rate_reason from destination where rate_per_second is not null",
                row -> {
                    rates.put(row.getString(1), new Rate(row.getInt(2), row.getString(3), row.getString(4)));
                });
        Map<String, Orders> orders = new HashMap<>();
        windows.forEach((name, list) -> orders.put(name, new Orders(list, rates.remove(name))));
        rates.forEach((name, rate) -> orders.put(name, new Orders(List.of(), rate)));
        return orders;
    }

    void enter(Window window, String destination) {
        jdbc.update(
                """
                insert into maintenance_window (id, destination, from_at, to_at, reason, entered_by)
                values (?, ?, ?, ?, ?, ?)
                """,
                window.id(), destination, Timestamp.from(window.from()), Timestamp.from(window.to()), window.reason(),
                window.by());
    }

    /** @return false when there is no such window that could be ended */
    boolean end(UUID id, String destination, Instant now, String by) {
        return jdbc.update(
                """
                update maintenance_window set ended_at = ?, ended_by = ?
                where id = ? and destination = ? and ended_at is null and to_at > ?
                """,
                Timestamp.from(now), by, id, destination, Timestamp.from(now)) > 0;
    }

    void cap(String destination, @Nullable Integer perSecond, String by, String reason) {
        jdbc.update(
                """
                insert into destination (name, rate_per_second, rate_by, rate_reason) values (?, ?, ?, ?)
                on conflict (name) do update set rate_per_second = excluded.rate_per_second,
                    rate_by = excluded.rate_by, rate_reason = excluded.rate_reason
                """,
                destination, perSecond, by, reason);
    }
}
