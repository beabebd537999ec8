package cn.tongban.hub.catalogue;

import cn.tongban.hub.catalogue.CatalogueComparison.OpenDifference;
import cn.tongban.hub.catalogue.CatalogueComparison.Side;
import cn.tongban.hub.support.RowArrays;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** What publishers and the hub do not have alike. */
final class InventoryRepository {
    private static final int SHOWN = 1000;

    private final JdbcTemplate jdbc;

    InventoryRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A difference, with the publisher's digest. */
    record Found(String taskCode, DifferenceKind kind, String digest) {}

    /** The digests of the newest versions that came from a publisher, by task code, of a range; its end may be open. */
    Map<String, String> digests(String connector, String after, String upTo) {
        Map<String, String> digests = new TreeMap<>();
        jdbc.query(
                """
                select distinct on (task_code) task_code, digest, connector from item_version
                where task_code > ? and (? = '' or task_code <= ?)
                order by task_code, version desc, changed_at desc
                """,
                row -> {
                    if (row.getString(3).equals(connector)) {
                        digests.put(row.getString(1), row.getString(2));
                    }
                },
                after, upTo, upTo);
        return digests;
    }

    /** These are all differences of the range now; what was found before keeps its time. */
    void replace(String connector, String after, String upTo, List<Found> found, Instant at) {
        jdbc.update(
                """
                delete from item_difference
                where connector = ? and task_code > ? and (? = '' or task_code <= ?) and task_code <> all(?)
                """,
                connector, after, upTo, upTo, found.stream().map(Found::taskCode).toArray(String[]::new));
        jdbc.update(
                """
                insert into item_difference as d (connector, task_code, kind, digest, since)
                select f.connector, f.task_code, f.kind, f.digest, at_micros(f.since)
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    f(connector, task_code, kind, digest, since)
                on conflict (connector, task_code) do update set kind = excluded.kind, digest = excluded.digest
                """,
                RowArrays.of(found).text(one -> connector).text(Found::taskCode).text(one -> one.kind().name())
                        .text(Found::digest).instant(one -> at));
    }

    /** Forgets differences that are settled by what has come down of these items. */
    void settle(Collection<String> taskCodes) {
        jdbc.update(
                """
                delete from item_difference d using item_version v
                where d.task_code = any(?) and v.task_code = d.task_code and v.digest = d.digest
                """,
                RowArrays.of(taskCodes).text(Function.identity()));
    }

    void compared(String connector, Instant at, boolean same, JsonNode page) {
        jdbc.update(
                """
                insert into item_comparison as c (connector, at, same, their_count, their_digest, our_count, our_digest, no)
                values (?, ?, ?, ?, ?, ?, ?, 1)
                on conflict (connector) do update set at = excluded.at, same = excluded.same,
                    their_count = excluded.their_count, their_digest = excluded.their_digest,
                    our_count = excluded.our_count, our_digest = excluded.our_digest,
                    no = c.no + case when (c.their_digest, c.our_digest) = (excluded.their_digest, excluded.our_digest)
                        then 0 else 1 end
                """,
                connector, Timestamp.from(at), same, page.path("count").asInt(), page.path("digest").asText(""),
                page.at("/ours/count").asInt(), page.at("/ours/digest").asText(""));
    }

    /** How often comparisons with a publisher have ended otherwise than the one before; 0 before the first one. */
    long comparisonNo(String connector) {
        return jdbc.queryForList("select no from item_comparison where connector = ?", Long.class, connector).stream()
                .findFirst().orElse(0L);
    }

    /** Some items to be asked for; any of them, so that those that cannot be had keep no others waiting. */
    List<String> wanted(String connector, int most) {
        return jdbc.queryForList(
                """
                select task_code from item_difference where connector = ? and kind <> 'ONLY_HERE' order by random() limit ?
                """,
                String.class, connector, most);
    }

    /** The last comparison with each publisher, by connector. */
    List<CatalogueComparison> comparisons() {
        return jdbc.query(
                "select connector, at, same, their_count, their_digest, our_count, our_digest from item_comparison"
                        + " order by connector limit 100",
                (row, n) -> new CatalogueComparison(row.getString(1), row.getTimestamp(2).toInstant(), row.getBoolean(3),
                        new Side(row.getInt(4), row.getString(5)), new Side(row.getInt(6), row.getString(7)),
                        open(row.getString(1))));
    }

    private List<OpenDifference> open(String connector) {
        return jdbc.query(
                "select task_code, kind, since from item_difference where connector = ? order by task_code limit ?",
                (row, n) -> new OpenDifference(row.getString(1), DifferenceKind.valueOf(row.getString(2)),
                        row.getTimestamp(3).toInstant()),
                connector, SHOWN);
    }
}
