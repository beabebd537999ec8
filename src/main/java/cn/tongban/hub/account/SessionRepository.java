package cn.tongban.hub.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions by the digest of their cookie. */
final class SessionRepository {
    private final JdbcClient jdbc;

    SessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(UUID accountId, Stage stage, Instant createdAt, Instant seenAt) {}

    void insert(byte[] digest, UUID accountId, Stage stage, Instant at) {
        jdbc.sql("insert into console_session (digest, account_id, stage, created_at, seen_at) values (:d, :a, :s, :at, :at)")
                .param("d", digest).param("a", accountId).param("s", stage.wire()).param("at", Timestamp.from(at)).update();
    }

    Optional<Row> find(byte[] digest) {
        return jdbc.sql("select account_id, stage, created_at, seen_at from console_session where digest = :d")
                .param("d", digest)
                .query((row, n) -> new Row(row.getObject(1, UUID.class), Stage.of(row.getString(2)),
                        row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant()))
                .optional();
    }

    List<Sessions.Open> of(UUID accountId, Instant created, Instant seen) {
        return jdbc.sql("""
                        select created_at, seen_at from console_session
                        where account_id = :a and stage = :stage and created_at > :created and seen_at > :seen
                        order by seen_at desc limit 100
                        """)
                .param("a", accountId).param("stage", Stage.IN.wire()).param("created", Timestamp.from(created))
                .param("seen", Timestamp.from(seen))
                .query((row, n) -> new Sessions.Open(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .list();
    }

    /** Of these, the digests of whole sessions of accounts that are not disabled, made and seen after the given times. */
    List<byte[]> lasting(List<byte[]> digests, Instant createdAfter, Instant seenAfter) {
        return jdbc.sql("""
                        select s.digest from console_session s join account a on a.id = s.account_id
                        where s.digest = any(:digests) and s.stage = :stage and s.created_at > :created
                            and s.seen_at > :seen and a.disabled_at is null
                        """)
                .param("digests", digests.toArray(byte[][]::new)).param("stage", Stage.IN.wire())
                .param("created", Timestamp.from(createdAfter)).param("seen", Timestamp.from(seenAfter))
                .query((row, n) -> row.getBytes(1)).list();
    }

    void touch(byte[] digest, Instant at) {
        jdbc.sql("update console_session set seen_at = :at where digest = :d and seen_at < :at")
                .param("at", Timestamp.from(at)).param("d", digest).update();
    }

    void delete(byte[] digest) {
        jdbc.sql("delete from console_session where digest = :d").param("d", digest).update();
    }

    void deleteOf(UUID accountId) {
        jdbc.sql("delete from console_session where account_id = :a").param("a", accountId).update();
    }

    void deleteOlder(Instant created, Instant seen) {
        jdbc.sql("delete from console_session where created_at < :created or seen_at < :seen")
                .param("created", Timestamp.from(created)).param("seen", Timestamp.from(seen)).update();
    }
}
