package cn.tongban.hub.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class OpenDeliveryRepository {
    // The condition is that of the index delivery_open, which holds nothing else.
    private static final String OPEN =
            """
            select destination,
                count(*) filter (where state in ('waiting', 'sending')) as waiting,
                count(*) filter (where state = 'doubtful') as doubtful,
                count(*) filter (where state in ('dead', 'refused')) as dead,
                min(recorded_at) filter (where state not in ('dead', 'refused')) as oldest,
                min(settled_at) filter (where state in ('dead', 'refused')) as first_dead
            from delivery where state not in ('delivered', 'discarded') group by destination order by destination
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
