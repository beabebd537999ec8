package cn.tongban.hub.source;

import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.RowArrays;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Children whose parent was not handed over yet, each sealed with a key of its own, and the groups that have a parent. */
final class WaitingRepository {
    private static final String PART = "source-waiting";
    private static final String COLUMNS = "select id, group_digest, since, seal_id, wrapped_key, item from source_waiting ";

    private final JdbcTemplate jdbc;
    private final Vault vault;

    WaitingRepository(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @param group sixteen bytes that stand for the group */
    record NewWaiting(byte[] group, byte[] digest, String channel, String key, byte[] body) {}

    record Waiting(long id, ByteBuffer group, Instant since, String channel, String key, byte[] body) {}

    private record Sealed(NewWaiting item, UUID id, DataKey key) {}

    /** Which of the groups have a parent. */
    Set<ByteBuffer> withParent(String source, Collection<ByteBuffer> groups) {
        Set<ByteBuffer> found = new HashSet<>();
        jdbc.query("select group_digest from source_parent where source = ? and group_digest = any (?)",
                statement -> groups(statement, source, groups),
                row -> {
                    found.add(ByteBuffer.wrap(row.getBytes(1)));
                });
        return found;
    }

    void markParents(String source, Collection<ByteBuffer> groups) {
        if (!groups.isEmpty()) {
            jdbc.update("""
                    insert into source_parent (source, group_digest, at)
                    select ?, g, now() from unnest(?) t(g) order by g on conflict do nothing
                    """, statement -> groups(statement, source, groups));
        }
    }

    /** Those of the groups, in the order in which they came. */
    List<Waiting> of(String source, Collection<ByteBuffer> groups) {
        return jdbc.query(COLUMNS + "where source = ? and group_digest = any (?) order by id",
                statement -> groups(statement, source, groups), (row, n) -> open(row));
    }

    /** The oldest that have waited for longer than they should, or whose parent came without them. */
    List<Waiting> overdue(String source, Duration limit, int most) {
        return jdbc.query(COLUMNS + """
                where source = ? and since < now() - ? * interval '1 millisecond' order by id limit ?
                """, (row, n) -> open(row), source, limit.toMillis(), most);
    }

    int count(String source) {
        Integer count = jdbc.queryForObject("select count(*) from source_waiting where source = ?", Integer.class, source);
        return count == null ? 0 : count;
    }

    void keep(String source, List<NewWaiting> items, Instant at) {
        if (items.isEmpty()) {
            return;
        }
        List<Sealed> sealed = items.stream().map(i -> new Sealed(i, Ids.next(at), vault.newDataKey())).toList();
        jdbc.update("""
                insert into source_waiting (source, since, group_digest, item_digest, seal_id, wrapped_key, item)
                select t.source, now(), t.g, t.i, t.seal, t.wrapped, t.item
                from unnest(?::text[], ?::bytea[], ?::bytea[], ?::uuid[], ?::bytea[], ?::bytea[])
                    with ordinality t(source, g, i, seal, wrapped, item, n)
                order by t.n on conflict do nothing
                """,
                RowArrays.of(sealed).text(s -> source).bytes(s -> s.item().group()).bytes(s -> s.item().digest())
                        .uuid(Sealed::id).bytes(s -> s.key().wrapped()).bytes(this::seal));
    }

    void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("delete from source_waiting where id = any (?)", statement ->
                    statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids.toArray())));
        }
    }

    /** Forgets parents that nobody has a child for any more. */
    int forgetParents(Duration older, int most) {
        return jdbc.update("""
                delete from source_parent where (source, group_digest) in (
                    select source, group_digest from source_parent
                    where at < now() - ? * interval '1 millisecond' limit ?)
                """, older.toMillis(), most);
    }

    /** Channel and key are inside, too: nobody knows what a partner puts into a row's key. */
    private byte[] seal(Sealed sealed) {
        byte[] head = (sealed.item().channel() + "\n" + sealed.item().key() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = sealed.item().body();
        byte[] plain = ByteBuffer.allocate(4 + head.length + body.length).putInt(head.length).put(head).put(body).array();
        return vault.seal(sealed.key(), sealed.id(), PART, plain);
    }

    private Waiting open(ResultSet row) throws SQLException {
        ByteBuffer plain = ByteBuffer.wrap(vault.open(
                vault.unwrap(row.getBytes("wrapped_key")), row.getObject("seal_id", UUID.class), PART, row.getBytes("item")));
        byte[] head = new byte[plain.getInt()];
        plain.get(head);
        String[] lines = new String(head, StandardCharsets.UTF_8).split("\n", 2);
        byte[] body = new byte[plain.remaining()];
        plain.get(body);
        return new Waiting(row.getLong("id"), ByteBuffer.wrap(row.getBytes("group_digest")),
                row.getTimestamp("since").toInstant(), lines[0], lines[1].substring(0, lines[1].length() - 1), body);
    }

    private static void groups(PreparedStatement statement, String source, Collection<ByteBuffer> groups)
            throws SQLException {
        statement.setString(1, source);
        statement.setArray(2, statement.getConnection()
                .createArrayOf("bytea", groups.stream().map(ByteBuffer::array).toArray(byte[][]::new)));
    }
}
