package cn.tongban.hub.delivery;

import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class DeliveryReadRepository {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String SELECT =
            """
            select id, message_id, destination, order_key, position, case_no, type, state, attempts, hops, due, recorded_at,
                settled_at, code, reason, receipt_no, owner,
                coalesce((select h.bundle from hop h where h.delivery_id = delivery.id and h.bundle <> ''
                    order by h.no desc limit 1), '') as bundle
            from delivery
            """;

    private static final String BALANCE =
            """
            select destination, count(*) as addressed,
                count(*) filter (where state = 'delivered') as delivered,
                count(*) filter (where state in ('dead', 'refused')) as dead,
                count(*) filter (where state = 'discarded') as discarded,
                count(*) filter (where state in ('waiting', 'sending', 'doubtful')) as in_flight,
                count(*) filter (where state = 'doubtful') as doubtful
            from delivery where id >= ? and id < ? group by destination order by destination
            """;

    private static final String OPEN =
            """
            select o.id from lane l join delivery o on o.destination = l.destination and o.order_key = l.order_key
                and o.position >= l.first_open
            where l.due is not null or l.blocked
            """;

    private final JdbcTemplate jdbc;

    DeliveryReadRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<DeliveryRow> find(UUID id) {
        return jdbc.query(SELECT + " where id = ?", (row, n) -> row(row), id).stream().findFirst();
    }

    List<DeliveryRow> page(DeliveryFilter filter, int limit) {
        Where where = new Where()
                .and("destination = ?", filter.destination())
                .and("case_no = ?", filter.caseNo())
                .and("type = ?", filter.type())
                .and("code = ?", filter.code())
                // By way of its case, which has an index.
                .and("message_id = ? and case_no = (select m.case_no from message m where m.id = ?)", filter.messageId(),
                        filter.messageId())
                .and("id < ?", filter.before());
        if (!filter.states().isEmpty()) {
            boolean few = filter.caseNo() == null && filter.messageId() == null;
            where.and("state in " + names(filter.states()) + (few ? few(filter.states()) : ""));
        }
        return jdbc.query(SELECT + where.sql() + " order by id desc limit ?", (row, n) -> row(row), where.values(limit));
    }

    List<Hop> hops(UUID delivery) {
        return jdbc.query(
                """
                select delivery_id, no, at, kind, outcome, code, reason, receipt_no, bundle, sent_digest, epoch, actor, millis
                from hop where delivery_id = ? order by no limit 1000
                """,
                (row, n) -> new Hop(row.getObject(1, UUID.class), row.getInt(2), row.getTimestamp(3).toInstant(),
                        row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                        row.getString(9), row.getString(10), row.getLong(11), row.getString(12), row.getInt(13)),
                delivery);
    }

    List<DeliveryQueries.Balance> balance(LocalDate day) {
        return jdbc.query(BALANCE,
                (row, n) -> new DeliveryQueries.Balance(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6), row.getLong(7)),
                lowest(day), lowest(day.plusDays(1)));
    }

    List<DeliveryQueries.Recorded> recorded(LocalDate day) {
        return jdbc.query(
                "select connector, count(*) from message where id >= ? and id < ? group by connector order by connector",
                (row, n) -> new DeliveryQueries.Recorded(row.getString(1), row.getLong(2)),
                lowest(day), lowest(day.plusDays(1)));
    }

    List<DeliveryQueries.Slot> recorded(Instant since, long slotSeconds) {
        return slots("connector", "message", since, slotSeconds);
    }

    List<DeliveryQueries.Slot> addressed(Instant since, long slotSeconds) {
        return slots("destination", "delivery", since, slotSeconds);
    }

    private List<DeliveryQueries.Slot> slots(String name, String table, Instant since, long slotSeconds) {
        return jdbc.query(
                """
                select %1$s, floor(extract(epoch from recorded_at) / ?)::bigint as slot, count(*)
                from %2$s where id >= ? group by 1, 2
                """.formatted(name, table),
                (row, n) -> new DeliveryQueries.Slot(row.getString(1), row.getLong(2), row.getLong(3)), slotSeconds,
                Ids.lowest(since));
    }

    List<DeliveryQueries.Cause> causes() {
        return jdbc.query(
                """
                select destination, code, count(*), min(settled_at), max(settled_at)
                from attention a join delivery d on d.id = a.delivery_id
                where a.state in ('refused', 'dead') group by destination, code order by 3 desc limit 100
                """,
                (row, n) -> new DeliveryQueries.Cause(row.getString(1), row.getString(2), row.getLong(3),
                        row.getTimestamp(4).toInstant(), row.getTimestamp(5).toInstant()));
    }

    private static String names(Set<DeliveryState> states) {
        return states.stream().map(s -> "'" + s.wire() + "'").sorted().collect(Collectors.joining(", ", "(", ")"));
    }

    /** Among millions that are delivered, the few that are not are found by way of attention or of their lanes. */
    private static String few(Set<DeliveryState> states) {
        if (DeliveryState.ATTENTION.containsAll(states)) {
            return " and id = any(array(select a.delivery_id from attention a where a.state in " + names(states) + "))";
        }
        return states.stream().noneMatch(DeliveryState::isFinal) ? " and id = any(array(" + OPEN + "))" : "";
    }

    private static UUID lowest(LocalDate day) {
        return Ids.lowest(day.atStartOfDay(ZONE).toInstant());
    }

    static DeliveryRow row(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("destination"),
                row.getString("order_key"),
                row.getLong("position"),
                row.getString("case_no"),
                row.getString("type"),
                DeliveryState.of(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("hops"),
                instant(row.getTimestamp("due")),
                row.getTimestamp("recorded_at").toInstant(),
                instant(row.getTimestamp("settled_at")),
                row.getString("code"),
                row.getString("reason"),
                row.getString("receipt_no"),
                row.getString("owner"),
                row.getString("bundle"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
