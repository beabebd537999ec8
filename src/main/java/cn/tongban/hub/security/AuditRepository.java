package cn.tongban.hub.security;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit record, append-only. */
@Repository
class AuditRepository {
    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AuditEvent event) {
        jdbc.sql("""
                        insert into audit_event (id, at, actor, token_id, action, subject, reason)
                        values (:id, :at, :actor, :tokenId, :action, :subject, :reason)
                        """)
                .param("id", event.id())
                .param("at", Timestamp.from(event.at()))
                .param("actor", event.actor())
                .param("tokenId", event.tokenId())
                .param("action", event.action())
                .param("subject", event.subject())
                .param("reason", event.reason())
                .update();
    }

    /** Newest first; {@code before} is the last id of the page before, null for the first page. */
    List<AuditEvent> page(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select id, at, actor, token_id, action, subject, reason from audit_event
                        where id < coalesce(:before::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                        order by id desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new AuditEvent(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getObject("token_id", UUID.class),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("reason")))
                .list();
    }
}
