package cn.tongban.hub.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox. Who sends a notice holds it under a lease by the database's clock. */
final class NoticeRepository {
    private final JdbcClient jdbc;

    NoticeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Notice notice) {
        AlertRule rule = notice.rule();
        jdbc.sql("""
                        insert into alert_notice (id, kind, channel, rule, subject, figure, since, made_at)
                        values (:id, :kind, :channel, :rule, :subject, :figure, :since, :madeAt)
                        """)
                .param("id", notice.id()).param("kind", notice.kind().wire()).param("channel", notice.channel())
                .param("rule", rule == null ? "" : rule.wire()).param("subject", notice.subject())
                .param("figure", notice.figure()).param("since", Timestamp.from(notice.since()))
                .param("madeAt", Timestamp.from(notice.madeAt())).update();
    }

    /** The oldest that is due, from now on nobody else's for so long; counted as one more attempt. */
    Optional<Notice> claim(Duration lease) {
        return jdbc.sql("""
                        update alert_notice set attempts = attempts + 1, due = now() + :millis * interval '1 millisecond'
                        where id = (select id from alert_notice where state = 'waiting' and due <= now()
                            order by due, id limit 1 for update skip locked)
                        returning *
                        """)
                .param("millis", lease.toMillis()).query((row, n) -> notice(row)).optional();
    }

    void sent(UUID id) {
        jdbc.sql("update alert_notice set state = 'sent', sent_at = now(), failure = '' where id = :id")
                .param("id", id).update();
    }

    void later(UUID id, Duration wait, String failure) {
        jdbc.sql("""
                        update alert_notice set due = now() + :millis * interval '1 millisecond', failure = :failure
                        where id = :id
                        """)
                .param("millis", wait.toMillis()).param("failure", failure).param("id", id).update();
    }

    void giveUp(UUID id, String failure) {
        jdbc.sql("update alert_notice set state = 'given-up', failure = :failure where id = :id")
                .param("failure", failure).param("id", id).update();
    }

    List<Notice> newest(int limit) {
        return jdbc.sql("select * from alert_notice order by id desc limit :limit").param("limit", limit)
                .query((row, n) -> notice(row)).list();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from alert_notice where state <> 'waiting' and made_at < :before")
                .param("before", Timestamp.from(before)).update();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                Notice.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("channel"),
                AlertRule.find(row.getString("rule")).orElse(null),
                row.getString("subject"),
                row.getLong("figure"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("made_at").toInstant(),
                Notice.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getInt("attempts"),
                instant(row.getTimestamp("sent_at")),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
