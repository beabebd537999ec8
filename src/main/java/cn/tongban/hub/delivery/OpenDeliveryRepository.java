package cn.tongban.hub.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class OpenDeliveryRepository {
    // The condition on lanes is that of the index lane_open, which holds nothing else.
    private static final String OPEN =
            """
            select l.destination,
                count(*) filter (where d.state in ('waiting', 'sending')) as waiting,
                count(*) filter (where d.state = 'doubtful') as doubtful,
                count(*) filter (where d.state in ('dead', 'refused')) as dead,
                min(d.recorded_at) filter (where d.state not in ('dead', 'refused')) as oldest,
                min(d.settled_at) filter (where d.state in ('dead', 'refused')) as first_dead
            from lane l join delivery d on d.destination = l.destination and d.order_key = l.order_key
                and d.position >= l.first_open and d.state not in ('delivered', 'discarded')
            where l.due is not null or l.blocked group by l.destination order by l.destination
            """;

    private final JdbcTemplate jdbc;

    OpenDeliveryRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<OpenDeliveries.Open> all() {
        return jdbc.query(
                OPEN,
                (row, n) -> new OpenDeliveries.Open(
                        row.getString("destination"),
                        row.getLong("waiting"),
                        row.getLong("doubtful"),
                        row.getLong("dead"),
                        instant(row.getTimestamp("oldest")),
                        instant(row.getTimestamp("first_dead"))));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
