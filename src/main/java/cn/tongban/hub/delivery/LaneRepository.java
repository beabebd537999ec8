package cn.tongban.hub.delivery;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lanes. Every change of a delivery's place or state happens under the lock of its lane, and lanes are locked in key
 * order, after cases.
 */
final class LaneRepository {
    private static final String JOIN =
            """
            insert into lane as l (destination, order_key, next_position, due)
            select destination, order_key, count + 1, now()
            from unnest(?::text[], ?::text[], ?::bigint[]) with ordinality as t(destination, order_key, count, ord)
            order by ord
            on conflict (destination, order_key) do update
            set next_position = l.next_position + excluded.next_position - 1,
                due = case when l.owner is null and l.due is null and not l.blocked then now() else l.due end
            returning destination, order_key, next_position
            """;

    private static final String LOCK =
            """
            select order_key, epoch, owner from lane
            where destination = ? and order_key = any(?) order by order_key for update
            """;

    // A fresh statement after the lock: it sees what the intake committed while we waited for the row.
    private static final String RELEASE =
            """
            update lane l set owner = null, (due, blocked, first_open) = (
                select max(head.due), coalesce(bool_and(head.due is null), false),
                       coalesce(min(head.position), l.next_position) from (
                    select d.due, d.position from delivery d
                    where d.destination = l.destination and d.order_key = l.order_key
                      and d.position >= l.first_open and d.state not in ('delivered', 'discarded')
                    order by d.position limit 1) head)
            where l.destination = ? and l.order_key = any(?)
            """;

    // Pauses and windows are looked at here, since whoever orders one may hand the next case in before a turn has ended that
    // began before it. Not by now(): that is when the turn began.
    private static final String CLAIM =
            """
            with free as (
                select destination, order_key, owner from lane
                where destination = ? and due <= now()
                  and not exists (select from destination p where p.name = ? and p.paused_at is not null)
                  and not exists (select from maintenance_window w
                      where w.destination = split_part(?, '.', 1) and w.ended_at is null
                        and w.from_at <= clock_timestamp() and w.to_at > clock_timestamp())
                order by due limit ? for update skip locked),
            claimed as (
                update lane l set owner = ?, epoch = l.epoch + 1, due = now() + ? * interval '1 millisecond'
                from free f where l.destination = f.destination and l.order_key = f.order_key
                returning l.destination, l.order_key, l.epoch, l.first_open)
            select c.destination, c.order_key, c.epoch, d.id, d.message_id, d.case_no, d.type, d.state, d.attempts,
                   d.hops, d.recorded_at,
                   case when d.state = 'doubtful' then coalesce((
                       select extract(epoch from now() - max(h.at)) * 1000 from hop h
                       where h.delivery_id = d.id and h.outcome = 'doubtful' and h.kind <> 'probe'), 0) else 0 end as doubt_millis
            from claimed c left join lateral (
                select * from delivery d
                where d.destination = c.destination and d.order_key = c.order_key
                  and d.position >= c.first_open and d.state not in ('delivered', 'discarded')
                order by d.position limit 1) d on true
            """;

    private final JdbcTemplate jdbc;

    LaneRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A lane's key. */
    record Key(String destination, String orderKey) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDestination = destination.compareTo(other.destination);
            return byDestination != 0 ? byDestination : orderKey.compareTo(other.orderKey);
        }
    }

    /** Claimed lanes: those with a head, and the keys of those that turned out to have none. */
    record Claims(List<Head> heads, List<String> empty) {}

    /**
     * Reserves places at the end of lanes, making lanes that do not exist, and locks them until the commit.
     *
     * @param counts how many places in each lane, in key order
     * @return the first reserved place of each
     */
    Map<Key, Long> join(java.util.SortedMap<Key, Integer> counts) {
        return jdbc.execute((ConnectionCallback<Map<Key, Long>>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
                statement.setArray(1, texts(connection, counts.keySet().stream().map(Key::destination).toList()));
                statement.setArray(2, texts(connection, counts.keySet().stream().map(Key::orderKey).toList()));
                statement.setArray(3, connection.createArrayOf("bigint",
                        counts.values().stream().map(Long::valueOf).toArray()));
                Map<Key, Long> first = new HashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Key key = new Key(rows.getString(1), rows.getString(2));
                        first.put(key, rows.getLong(3) - counts.get(key));
                    }
                }
                return first;
            }
        });
    }

    /** Locks lanes in key order and tells the epochs of those that {@code node} still holds. */
    Map<String, Long> lock(String destination, Collection<String> orderKeys, String node) {
        Map<String, Long> epochs = new HashMap<>();
        jdbc.query(LOCK,
                statement -> {
                    statement.setString(1, destination);
                    statement.setArray(2, texts(statement.getConnection(), orderKeys));
                },
                row -> {
                    if (node.equals(row.getString(3))) {
                        epochs.put(row.getString(1), row.getLong(2));
                    }
                });
        return epochs;
    }

    /** Locks one lane, whoever holds it. */
    void lockAny(String destination, String orderKey) {
        jdbc.query("select 1 from lane where destination = ? and order_key = ? for update", row -> {}, destination,
                orderKey);
    }

    /** Locks one lane if nobody holds it, by a claim or by a lock; tells at once whether it did. */
    boolean lockIfFree(String destination, String orderKey) {
        return !jdbc.queryForList(
                "select 1 from lane where destination = ? and order_key = ? and owner is null for update skip locked",
                Integer.class, destination, orderKey).isEmpty();
    }

    /** What was settled at this place is open again; lock the lane first and release it afterwards. */
    void reopen(String destination, String orderKey, long position) {
        jdbc.update("update lane set first_open = least(first_open, ?) where destination = ? and order_key = ?",
                position, destination, orderKey);
    }

    /** Whether somebody holds the lane just now; lock it first. */
    boolean claimed(String destination, String orderKey) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select owner is not null and due > now() from lane where destination = ? and order_key = ?",
                Boolean.class, destination, orderKey));
    }

    /** Gives locked lanes free; each becomes due when its first open delivery is. */
    void release(String destination, Collection<String> orderKeys) {
        if (orderKeys.isEmpty()) {
            return;
        }
        jdbc.update(RELEASE, statement -> {
            statement.setString(1, destination);
            statement.setArray(2, texts(statement.getConnection(), orderKeys));
        });
    }

    /** Claims up to {@code most} due lanes for {@code node}; nothing while the destination is paused. */
    Claims claim(String destination, int most, String node, Duration lease) {
        List<Head> heads = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        jdbc.query(CLAIM,
                statement -> {
                    statement.setString(1, destination);
                    statement.setString(2, destination);
                    statement.setString(3, destination);
                    statement.setInt(4, most);
                    statement.setString(5, node);
                    statement.setLong(6, lease.toMillis());
                },
                row -> {
                    if (row.getObject("id") == null) {
                        empty.add(row.getString("order_key"));
                    } else {
                        heads.add(head(row));
                    }
                });
        return new Claims(heads, empty);
    }

    /**
     * Moves the end of the claims that {@code node} still holds, and tells how many those are; heads in key order.
     *
     * @param patient waits for lanes that others have locked; else those are left for the next time
     */
    int renew(String destination, List<Head> heads, String node, Duration lease, boolean patient) {
        return jdbc.update(
                """
                with mine as (
                    select l.order_key from lane l
                    join unnest(?::text[], ?::bigint[]) h(order_key, epoch) on h.order_key = l.order_key and h.epoch = l.epoch
                    where l.destination = ? and l.owner = ? order by l.order_key for update of l %s)
                update lane l set due = now() + ? * interval '1 millisecond'
                from mine where l.destination = ? and l.order_key = mine.order_key
                """.formatted(patient ? "" : "skip locked"),
                statement -> {
                    statement.setArray(1, texts(statement.getConnection(), heads.stream().map(Head::orderKey).toList()));
                    statement.setArray(2, statement.getConnection()
                            .createArrayOf("bigint", heads.stream().map(Head::epoch).toArray()));
                    statement.setString(3, destination);
                    statement.setString(4, node);
                    statement.setLong(5, lease.toMillis());
                    statement.setString(6, destination);
                });
    }

    /**
     * Makes lanes due whose time lies further ahead than anything the hub ever plans: the database's clock was ahead when
     * they were put to sleep and has been set back since.
     */
    int wakeOversleepers(String destination, Duration horizon) {
        return jdbc.update(
                "update lane set due = now() where destination = ? and due > now() + ? * interval '1 millisecond'",
                destination, horizon.toMillis());
    }

    static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("destination"),
                row.getString("order_key"),
                row.getLong("epoch"),
                row.getString("case_no"),
                row.getString("type"),
                DeliveryState.of(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("hops"),
                row.getTimestamp("recorded_at").toInstant(),
                Duration.ofMillis(row.getLong("doubt_millis")));
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
