package cn.tongban.hub.delivery;

import cn.tongban.hub.support.RestoreMark;
import cn.tongban.hub.support.RowArrays;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a restore does to deliveries; run before anything is sent, while nobody holds a lane. */
final class RestoreRepository {
    // Partitions are read whole: this happens once after a restore, and only then is a state the way to find rows.
    private static final String DOUBT =
            """
            with open as (
                select id from delivery where destination = any(?) and state in ('waiting', 'sending')),
            changed as (
                update delivery d set state = 'doubtful', hops = d.hops + 1, code = ?, reason = ?,
                    due = case when ? then now() end
                from open o where d.id = o.id returning d.id, d.hops)
            insert into hop (delivery_id, no, at, kind, outcome, code, reason, actor)
            select id, hops, now(), 'restored', 'doubtful', ?, ?, 'restore' from changed
            """;

    private static final String RELEASE =
            """
            update lane l set owner = null, epoch = l.epoch + 1, (due, blocked, first_open) = (
                select max(head.due), coalesce(bool_and(head.due is null), false),
                       coalesce(min(head.position), l.next_position) from (
                    select d.due, d.position from delivery d
                    where d.destination = l.destination and d.order_key = l.order_key
                      and d.position >= l.first_open and d.state not in ('delivered', 'discarded')
                    order by d.position limit 1) head)
            where l.destination = any(?) and (l.due is not null or l.blocked or l.owner is not null)
            """;

    private final JdbcTemplate jdbc;

    RestoreRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when this restore has been dealt with already */
    boolean enter(RestoreMark mark) {
        return jdbc.update("insert into restored (backup, taken_at, doubtful) values (?, ?, 0) on conflict do nothing",
                mark.backup(), Timestamp.from(mark.takenAt())) > 0;
    }

    /** @param ask whether the destinations can be asked; else a person must decide */
    int doubt(Collection<String> destinations, boolean ask, String code, String reason) {
        int doubtful = jdbc.update(DOUBT, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", destinations.toArray()));
            statement.setString(2, code);
            statement.setString(3, reason);
            statement.setBoolean(4, ask);
            statement.setString(5, code);
            statement.setString(6, reason);
        });
        jdbc.update(RELEASE, RowArrays.of(destinations).text(Function.identity()));
        return doubtful;
    }

    void counted(RestoreMark mark, int doubtful) {
        jdbc.update("update restored set doubtful = ? where backup = ?", doubtful, mark.backup());
    }
}
