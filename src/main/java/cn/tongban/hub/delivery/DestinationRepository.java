package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class DestinationRepository {
    private final JdbcTemplate jdbc;

    DestinationRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Pause(Instant since, String by, String reason) {}

    Optional<Pause> pause(String destination) {
        return jdbc.query("select paused_at, paused_by, reason from destination where name = ? and paused_at is not null",
                (row, n) -> new Pause(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)),
                destination).stream().findFirst();
    }

    void pause(String destination, String by, String reason) {
        jdbc.update(
                """
                insert into destination (name, paused_at, paused_by, reason) values (?, now(), ?, ?)
                on conflict (name) do update set paused_at = now(), paused_by = excluded.paused_by, reason = excluded.reason
                """,
                destination, by, reason);
    }

    boolean resume(String destination, String by, String reason) {
        return jdbc.update(
                "update destination set paused_at = null, paused_by = ?, reason = ? where name = ? and paused_at is not null",
                by, reason, destination) > 0;
    }
}
