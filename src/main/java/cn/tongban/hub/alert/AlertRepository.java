package cn.tongban.hub.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts and what of them is muted. */
final class AlertRepository {
    /** More are not judged or shown; a hub with so many open alerts has one trouble, and that is seen. */
    static final int MOST = 1000;

    private static final String SELECT =
            """
            select a.*, (select max(m.until) from alert_mute m where m.rule = a.rule and m.subject in (a.subject, '*')
                and m.until > :now) as muted_until
            from alert a
            """;
    private static final String SHOWN = " where state in ('raised', 'acknowledged')";

    private final JdbcClient jdbc;

    AlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that have not ended, pending ones too. */
    List<Alert> notEnded(Instant now) {
        return alerts(SELECT + " where a.ended_at is null order by a.id limit " + MOST, Map.of("now", at(now)));
    }

    /** Raised and acknowledged ones, the newest first; {@code before} is the last id of the page before. */
    List<Alert> open(@Nullable UUID before, int limit, Instant now) {
        return page(SELECT + SHOWN, before, limit, now);
    }

    /** Newest first, as they began. */
    List<Alert> ended(@Nullable UUID before, int limit, Instant now) {
        return page(SELECT + " where a.ended_at is not null", before, limit, now);
    }

    Optional<Alert> find(UUID id, Instant now) {
        return alerts(SELECT + " where a.id = :id and a.state <> 'pending'", Map.of("now", at(now), "id", id)).stream()
                .findFirst();
    }

    void begin(UUID id, Sighting sighting, Instant now) {
        jdbc.sql("""
                        insert into alert (id, rule, subject, state, figure, first_at, seen_at)
                        values (:id, :rule, :subject, 'pending', :figure, :now, :now)
                        """)
                .param("id", id).param("rule", sighting.rule().wire()).param("subject", sighting.subject())
                .param("figure", sighting.figure()).param("now", at(now)).update();
    }

    void seen(UUID id, long figure, Instant now) {
        jdbc.sql("update alert set figure = :figure, seen_at = :now where id = :id")
                .param("figure", figure).param("now", at(now)).param("id", id).update();
    }

    void raise(UUID id, Instant now) {
        jdbc.sql("update alert set state = 'raised', raised_at = :now where id = :id and state = 'pending'")
                .param("now", at(now)).param("id", id).update();
    }

    /** One that was never raised. */
    void forget(UUID id) {
        jdbc.sql("delete from alert where id = :id and state = 'pending'").param("id", id).update();
    }

    void end(UUID id, Instant now) {
        jdbc.sql("update alert set state = 'ended', ended_at = :now where id = :id and ended_at is null")
                .param("now", at(now)).param("id", id).update();
    }

    void told(UUID id, Instant now) {
        jdbc.sql("update alert set told_at = :now where id = :id").param("now", at(now)).param("id", id).update();
    }

    /** @return false when it is not raised any more */
    boolean acknowledge(UUID id, String by, String reason, Instant now) {
        return jdbc.sql("""
                        update alert set state = 'acknowledged', acted_by = :by, acted_at = :now, reason = :reason
                        where id = :id and state = 'raised'
                        """)
                .param("by", by).param("now", at(now)).param("reason", reason).param("id", id).update() == 1;
    }

    /** @param subject {@code *} for all of the rule */
    void mute(AlertRule rule, String subject, Instant until, String by, String reason, Instant now) {
        jdbc.sql("""
                        insert into alert_mute (rule, subject, until, muted_by, muted_at, reason)
                        values (:rule, :subject, :until, :by, :now, :reason)
                        on conflict (rule, subject) do update set until = excluded.until, muted_by = excluded.muted_by,
                            muted_at = excluded.muted_at, reason = excluded.reason
                        """)
                .param("rule", rule.wire()).param("subject", subject).param("until", at(until)).param("by", by)
                .param("now", at(now)).param("reason", reason).update();
    }

    /** Of this subject and of its whole rule. */
    int unmute(AlertRule rule, String subject) {
        return jdbc.sql("delete from alert_mute where rule = :rule and subject in (:subject, '*')")
                .param("rule", rule.wire()).param("subject", subject).update();
    }

    /** Raised, seen by nobody and not muted, by rule. */
    Map<AlertRule, Long> waiting(Instant now) {
        return jdbc.sql("""
                        select a.rule, count(*) from alert a where a.state = 'raised' and not exists (select from alert_mute m
                            where m.rule = a.rule and m.subject in (a.subject, '*') and m.until > :now)
                        group by a.rule
                        """)
                .param("now", at(now)).query((row, n) -> Map.entry(row.getString(1), row.getLong(2))).list().stream()
                .filter(entry -> AlertRule.find(entry.getKey()).isPresent())
                .collect(Collectors.toMap(entry -> AlertRule.find(entry.getKey()).orElseThrow(), Map.Entry::getValue));
    }

    int forgetEnded(Instant before) {
        jdbc.sql("delete from alert_mute where until < :before").param("before", at(before)).update();
        return jdbc.sql("delete from alert where ended_at < :before").param("before", at(before)).update();
    }

    private List<Alert> page(String sql, @Nullable UUID before, int limit, Instant now) {
        String older = before == null ? "" : " and a.id < :before";
        Map<String, Object> values = before == null ? Map.of("now", at(now), "limit", limit)
                : Map.of("now", at(now), "limit", limit, "before", before);
        return alerts(sql + older + " order by a.id desc limit :limit", values);
    }

    /** Without those of a rule that only a later version knows. */
    private List<Alert> alerts(String sql, Map<String, Object> values) {
        return jdbc.sql(sql).params(values).query((row, n) -> alert(row)).list().stream().flatMap(Optional::stream).toList();
    }

    private static Optional<Alert> alert(ResultSet row) throws SQLException {
        AlertRule rule = AlertRule.find(row.getString("rule")).orElse(null);
        return rule == null ? Optional.empty() : Optional.of(new Alert(
                row.getObject("id", UUID.class), rule, row.getString("subject"), AlertState.of(row.getString("state")),
                row.getLong("figure"), row.getTimestamp("first_at").toInstant(), row.getTimestamp("seen_at").toInstant(),
                instant(row, "raised_at"), instant(row, "told_at"), instant(row, "ended_at"), row.getString("acted_by"),
                instant(row, "acted_at"), row.getString("reason"), instant(row, "muted_until")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
