package cn.tongban.hub.catalogue;

import cn.tongban.hub.support.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Items in versions, written once and never changed. */
final class ItemRepository {
    private static final String INSERT =
            """
            with tick as (update item_catalogue set change = change + 1 returning change)
            insert into item_version (task_code, version, changed_at, catalog_code, level, name, state, effective_on,
                cancelled_on, connector, digest, document, message_id, recorded_at, change)
            select i.task_code, i.version, at_micros(i.changed_at), i.catalog_code, i.level, i.name, i.state,
                date '1970-01-01' + i.effective_on::integer, date '1970-01-01' + i.cancelled_on::integer, i.connector,
                i.digest, i.document, i.message_id, at_micros(i.recorded_at), (select change from tick)
            from unnest(?::text[], ?::integer[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                ?::bigint[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[])
                i(task_code, version, changed_at, catalog_code, level, name, state, effective_on, cancelled_on, connector,
                  digest, document, message_id, recorded_at)
            on conflict do nothing
            """;

    private static final String REVISION =
            """
            select task_code, version, changed_at, catalog_code, level, name, state, effective_on, cancelled_on,
                connector, digest from item_version
            """;

    private static final String KEPT = REVISION.replace(" from item_version", ", message_id, recorded_at from item_version");

    private final JdbcTemplate jdbc;

    ItemRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A revision to be kept, with its canonical document. */
    record NewRevision(ItemRevision revision, String document, UUID messageId, Instant recordedAt) {}

    /** A kept revision with where it came from. */
    record Kept(ItemRevision revision, UUID messageId, Instant recordedAt) {}

    /** Writes those that are not there, in the transaction that is open; others who write items wait for its end. */
    void insert(List<NewRevision> revisions) {
        jdbc.update(INSERT, RowArrays.of(revisions)
                .text(one -> one.revision().taskCode())
                .integer(one -> one.revision().version())
                .instant(one -> one.revision().changedAt())
                .text(one -> one.revision().catalogCode())
                .text(one -> one.revision().level())
                .text(one -> one.revision().name())
                .text(one -> one.revision().state().name())
                .bigint(one -> one.revision().effectiveOn().toEpochDay())
                .nullableBigint(one -> epochDay(one.revision().cancelledOn()))
                .text(one -> one.revision().connector())
                .text(one -> one.revision().digest())
                .text(NewRevision::document)
                .uuid(NewRevision::messageId)
                .instant(NewRevision::recordedAt));
    }

    /** The number of the newest change. */
    long change() {
        return Optional.ofNullable(jdbc.queryForObject("select change from item_catalogue", Long.class)).orElse(0L);
    }

    /** Revisions that came after a change, up to another one, in the order of their codes. */
    List<ItemRevision> between(long after, long upTo) {
        return jdbc.query(REVISION + " where change > ? and change <= ? order by task_code", (row, n) -> revision(row), after,
                upTo);
    }

    /** The versions of one item, highest first. */
    List<Kept> versions(String taskCode) {
        return jdbc.query(KEPT + " where task_code = ? order by version desc, changed_at desc limit 1000",
                (row, n) -> new Kept(revision(row), row.getObject("message_id", UUID.class),
                        row.getTimestamp("recorded_at").toInstant()),
                taskCode);
    }

    /** The documents of these revisions, by task code; one revision of each item. */
    Map<String, ItemDocument> documents(Collection<ItemRevision> revisions) {
        Map<String, ItemDocument> found = new HashMap<>();
        jdbc.query(
                """
                select v.task_code, v.document
                from unnest(?::text[], ?::integer[], ?::bigint[]) w(task_code, version, changed_at)
                join item_version v on v.task_code = w.task_code and v.version = w.version
                    and v.changed_at = at_micros(w.changed_at)
                """,
                RowArrays.of(revisions).text(ItemRevision::taskCode).integer(ItemRevision::version)
                        .instant(ItemRevision::changedAt),
                row -> {
                    found.put(row.getString(1), ItemDocument.read(row.getString(2)));
                });
        return found;
    }

    private static @Nullable Long epochDay(@Nullable LocalDate day) {
        return day == null ? null : day.toEpochDay();
    }

    private static ItemRevision revision(ResultSet row) throws SQLException {
        return new ItemRevision(
                row.getString("task_code"),
                row.getInt("version"),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("catalog_code"),
                row.getString("level"),
                row.getString("name"),
                ItemState.valueOf(row.getString("state")),
                row.getObject("effective_on", LocalDate.class),
                row.getObject("cancelled_on", LocalDate.class),
                row.getString("connector"),
                row.getString("digest"));
    }
}
