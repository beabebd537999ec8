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

    private static final String QUEUES =
            """
            with waiting as (
                select l.destination, l.order_key, l.first_open, l.blocked, l.next_position - l.first_open - 1 as behind
                from lane l where (l.due is not null or l.blocked) and (l.blocked or l.next_position - l.first_open > 1)
                order by l.blocked desc, behind desc, l.destination, l.order_key limit ?)
            select d.id, d.message_id, d.destination, d.order_key, d.position, d.case_no, d.type, d.state, d.attempts, d.hops,
                d.due, d.recorded_at, d.settled_at, d.code, d.reason, d.receipt_no, d.owner, '' as bundle, w.behind
            from waiting w join lateral (
                select * from delivery d where d.destination = w.destination and d.order_key = w.order_key
                    and d.position >= w.first_open and d.state not in ('delivered', 'discarded')
                order by d.position limit 1) d on true
            order by w.blocked desc, w.behind desc, d.recorded_at
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

    List<OpenDeliveries.Queue> queues(int most) {
        return jdbc.query(QUEUES, (row, n) -> new OpenDeliveries.Queue(DeliveryReadRepository.row(row), row.getLong("behind")),
                most);
    }

    /** Oldest first. */
    List<OpenDeliveries.Late> recordedBefore(String destination, Instant before, int most) {
        return jdbc.query("""
                select d.case_no, min(d.recorded_at) as oldest
                from lane l join delivery d on d.destination = l.destination and d.order_key = l.order_key
                    and d.position >= l.first_open and d.state not in ('delivered', 'discarded')
                where (l.due is not null or l.blocked) and l.destination = ? and d.recorded_at < ?
                group by d.case_no order by oldest, d.case_no limit ?
                """,
                (row, n) -> new OpenDeliveries.Late(row.getString(1), row.getTimestamp(2).toInstant()),
                destination, Timestamp.from(before), most);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
