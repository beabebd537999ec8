package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class DriftRepository {
    private static final String SELECT =
            """
            select id, connector, counterpart, side, subject, variant, contract, kind, place, item, was, became, since,
                last_at, count, message_id, refused, code_table,
                case when state = 'ignored' and until <= ? then 'open' else state end as state,
                until, decided_by, decided_at, reason
            from drift
            """;
    private static final String KEY = " counterpart = ? and side = ? and subject = ? and variant = ?";

    private final JdbcTemplate jdbc;

    DriftRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The shape under its lock, which holds to the end of the transaction; a new one is empty. */
    Optional<String> lockShape(Stream stream, Instant now) {
        jdbc.update("""
                insert into drift_shape (counterpart, side, subject, variant, shape, updated_at) values (?, ?, ?, ?, '', ?)
                on conflict do nothing
                """, stream.counterpart(), side(stream), stream.subject(), stream.variant(), at(now));
        return jdbc.queryForList("select shape from drift_shape where" + KEY + " for update", String.class,
                stream.counterpart(), side(stream), stream.subject(), stream.variant())
                .stream().filter(shape -> !shape.isEmpty()).findFirst();
    }

    void keepShape(Stream stream, String shape, Instant now) {
        jdbc.update("update drift_shape set shape = ?, updated_at = ? where" + KEY, shape, at(now),
                stream.counterpart(), side(stream), stream.subject(), stream.variant());
    }

    /** Shapes of what nobody sends any more, and decided drifts; both old. */
    int forget(Instant shapesBefore, Instant driftsBefore) {
        return jdbc.update("delete from drift_shape where updated_at < ?", at(shapesBefore))
                + jdbc.update("delete from drift where state in ('accepted', 'over') and last_at < ?", at(driftsBefore));
    }

    int live(Stream stream) {
        Integer count = jdbc.queryForObject(
                "select count(*) from drift where state in ('open', 'ignored') and counterpart = ?", Integer.class,
                stream.counterpart());
        return count == null ? 0 : count;
    }

    void open(Drift drift) {
        jdbc.update("""
                insert into drift (id, connector, counterpart, side, subject, variant, contract, kind, place, item, was,
                    became, since, last_at, count, message_id, refused, code_table, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
                on conflict (counterpart, side, subject, variant, kind, place, item) where state in ('open', 'ignored')
                do update set count = drift.count + excluded.count, last_at = excluded.last_at
                """, drift.id(), drift.connector(), drift.counterpart(), drift.side(), drift.subject(), drift.variant(),
                drift.contract(), drift.kind().wire(), drift.place(), drift.item(), drift.was(), drift.now(),
                at(drift.since()), at(drift.lastAt()), drift.count(), drift.messageId(), drift.refused(),
                drift.codeTable());
    }

    void again(Stream stream, Finding finding, Instant lastAt, @Nullable UUID message) {
        jdbc.update("update drift set count = count + ?, last_at = ?, message_id = coalesce(message_id, ?) where" + KEY
                        + " and kind = ? and place = ? and item = ? and state in ('open', 'ignored')",
                finding.count(), at(lastAt), message, stream.counterpart(), side(stream), stream.subject(),
                stream.variant(), finding.kind().wire(), finding.place(), finding.item());
    }

    void close(Stream stream, Finding finding, String state, String by, Instant now) {
        jdbc.update("update drift set state = ?, decided_by = ?, decided_at = ? where" + KEY
                        + " and kind = ? and place = ? and item = ? and state in ('open', 'ignored')",
                state, by, at(now), stream.counterpart(), side(stream), stream.subject(), stream.variant(),
                finding.kind().wire(), finding.place(), finding.item());
    }

    /** False if it is not open any more. */
    boolean decide(UUID id, String state, @Nullable Instant until, String by, String reason, Instant now) {
        return jdbc.update("update drift set state = ?, until = ?, decided_by = ?, decided_at = ?, reason = ?"
                        + " where id = ? and state in ('open', 'ignored')",
                state, until == null ? null : at(until), by, at(now), reason, id) == 1;
    }

    Optional<Drift> find(UUID id, Instant now) {
        return jdbc.query(SELECT + " where id = ?", (row, n) -> row(row), at(now), id).stream().findFirst();
    }

    List<Drift> page(DriftFilter filter, Instant now, int limit) {
        StringBuilder sql = new StringBuilder(SELECT).append(" where true");
        List<Object> values = new ArrayList<>(List.of(at(now)));
        if (filter.connector() != null) {
            sql.append(" and connector = ?");
            values.add(filter.connector());
        }
        if (filter.state() != null) {
            sql.append(" and case when state = 'ignored' and until <= ? then 'open' else state end = ?");
            values.add(at(now));
            values.add(filter.state());
        }
        if (filter.before() != null) {
            sql.append(" and id < ?");
            values.add(filter.before());
        }
        values.add(limit);
        return jdbc.query(sql.append(" order by id desc limit ?").toString(), (row, n) -> row(row), values.toArray());
    }

    Map<String, Long> openByConnector(Instant now) {
        Map<String, Long> open = new TreeMap<>();
        jdbc.query("""
                select connector, count(*) from drift where state = 'open' or state = 'ignored' and until <= ?
                group by connector
                """, row -> {
            open.put(row.getString(1), row.getLong(2));
        }, at(now));
        return open;
    }

    private static Drift row(ResultSet row) throws SQLException {
        return new Drift(row.getObject("id", UUID.class), row.getString("connector"), row.getString("counterpart"),
                row.getString("side"), row.getString("subject"), row.getString("variant"), row.getString("contract"),
                DriftKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getString("place"), row.getString("item"), row.getString("was"), row.getString("became"),
                row.getTimestamp("since").toInstant(), row.getTimestamp("last_at").toInstant(), row.getLong("count"),
                row.getObject("message_id", UUID.class), row.getString("refused"), row.getString("code_table"),
                row.getString("state"), instant(row.getTimestamp("until")), row.getString("decided_by"),
                instant(row.getTimestamp("decided_at")), row.getString("reason"));
    }

    static Stream streamOf(Drift drift) {
        return new Stream(drift.counterpart(), Side.valueOf(drift.side().toUpperCase(Locale.ROOT)), drift.subject(),
                drift.variant());
    }

    static String side(Stream stream) {
        return stream.side().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
