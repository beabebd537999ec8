package cn.tongban.hub.journal;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.RowArrays;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys and nonces. Both answer "was it new?" by a unique index, so the answer holds across nodes and restarts. */
public final class InboxRepository {
    private static final String NONCES =
            """
            insert into nonce (digest, seen_at) select digest, now() from unnest(?::bytea[]) t(digest) order by digest
            on conflict do nothing returning digest
            """;

    private static final String KEYS =
            """
            insert into inbox (key_digest, body_digest, receipt, recorded_at)
            select t.key_digest, t.body_digest, t.receipt, at_micros(t.at)
            from unnest(?::bytea[], ?::bytea[], ?::text[], ?::bigint[]) t(key_digest, body_digest, receipt, at)
            order by t.key_digest
            on conflict do nothing returning key_digest
            """;

    private final JdbcTemplate jdbc;

    public InboxRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers nonces and tells, as hex, which of them were new. Waits for other transactions that hold the same ones. */
    public Set<String> freshNonces(Collection<byte[]> digests) {
        Set<String> fresh = new HashSet<>();
        jdbc.query(NONCES,
                statement -> statement.setArray(1, bytes(statement.getConnection(), digests)),
                row -> {
                    fresh.add(Digests.hex(row.getBytes(1)));
                });
        return fresh;
    }

    /** Takes keys and tells, as hex, which of them were new; the others are repeats, see {@link #find}. */
    public Set<String> freshKeys(List<InboxEntry> entries) {
        Set<String> fresh = new HashSet<>();
        jdbc.query(KEYS,
                RowArrays.of(entries)
                        .bytes(InboxEntry::keyDigest)
                        .bytes(InboxEntry::bodyDigest)
                        .text(InboxEntry::receipt)
                        .instant(InboxEntry::recordedAt),
                row -> {
                    fresh.add(Digests.hex(row.getBytes(1)));
                });
        return fresh;
    }

    /** What was recorded under these keys, by the key's hex. */
    public Map<String, InboxEntry> find(Collection<byte[]> keyDigests) {
        Map<String, InboxEntry> found = new HashMap<>();
        jdbc.query("select key_digest, body_digest, receipt, recorded_at from inbox where key_digest = any(?)",
                statement -> statement.setArray(1, bytes(statement.getConnection(), keyDigests)),
                row -> {
                    InboxEntry entry = new InboxEntry(row.getBytes(1), row.getBytes(2), row.getString(3),
                            row.getTimestamp(4).toInstant());
                    found.put(Digests.hex(entry.keyDigest()), entry);
                });
        return found;
    }

    /** Gives keys back whose messages were refused after all, within the same transaction. */
    public void forget(Collection<byte[]> keyDigests) {
        if (!keyDigests.isEmpty()) {
            jdbc.update("delete from inbox where key_digest = any(?)",
                    statement -> statement.setArray(1, bytes(statement.getConnection(), keyDigests)));
        }
    }

    /** Forgets at most {@code most} nonces that are older than {@code age}; reads the table, so not often. */
    public int forgetNonces(Duration age, int most) {
        return jdbc.update(
                """
                delete from nonce where ctid = any(array(
                    select ctid from nonce where seen_at < now() - ? * interval '1 millisecond' limit ?))
                """,
                age.toMillis(), most);
    }

    private static Array bytes(Connection connection, Collection<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
