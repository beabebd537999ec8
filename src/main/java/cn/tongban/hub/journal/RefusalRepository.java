package cn.tongban.hub.journal;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.Vault;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Bytes that were refused at a door, each sealed with a key of its own, so that a person can look at what a partner sent.
 * Bounded in number per connector and in size per message.
 */
public final class RefusalRepository {
    private static final int KEPT = 2_000;
    private static final int LARGEST = 64 * 1024;

    private final JdbcTemplate jdbc;
    private final Vault vault;

    public RefusalRepository(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A refusal without its bytes. */
    public record Refusal(UUID id, String connector, Instant at, String code, String places) {}

    /** Keeps the first 64 KiB. */
    public void keep(String connector, ErrorCode code, List<Place> places, Instant at, byte[] body) {
        UUID id = Ids.next(at);
        DataKey key = vault.newDataKey();
        byte[] kept = body.length > LARGEST ? java.util.Arrays.copyOf(body, LARGEST) : body;
        jdbc.update("insert into refusal (id, connector, at, code, places, wrapped_key, body) values (?, ?, ?, ?, ?, ?, ?)",
                id, connector, Timestamp.from(at), code.code(),
                places.stream().map(p -> p.pointer() + " " + p.rule()).collect(Collectors.joining("\n")),
                key.wrapped(), vault.seal(key, id, "refusal", kept));
    }

    /** Drops the oldest ones of each connector beyond the limit. */
    public int trim() {
        return jdbc.update(
                """
                delete from refusal where id in (
                    select id from (select id, row_number() over (partition by connector order by id desc) as n from refusal) r
                    where n > ?)
                """,
                KEPT);
    }

    /** Newest first. */
    public List<Refusal> newest(int limit) {
        return jdbc.query("select id, connector, at, code, places from refusal order by id desc limit ?",
                (row, n) -> new Refusal(row.getObject(1, UUID.class), row.getString(2), row.getTimestamp(3).toInstant(),
                        row.getString(4), row.getString(5)), limit);
    }

    /** Opens the kept bytes. Callers answer for who may see them. */
    public Optional<byte[]> open(UUID id) {
        return jdbc.query("select wrapped_key, body from refusal where id = ?",
                (row, n) -> vault.open(vault.unwrap(row.getBytes(1)), id, "refusal", row.getBytes(2)), id)
                .stream().findFirst();
    }
}
