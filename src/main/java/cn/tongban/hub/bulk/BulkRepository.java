package cn.tongban.hub.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tasks. A node works at one under a lease by the database's clock; its progress counts only while it holds that. */
final class BulkRepository {
    private final JdbcClient jdbc;

    BulkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(BulkTask task, SealedPatches.@Nullable Sealed patch) {
        jdbc.sql("""
                        insert into bulk_task (id, action, destination, code, type, planned, per_second, next_below, state,
                            reason, asked_by, asked_by_id, checked, patch, patch_key, asked_at, moved_at)
                        values (:id, :action, :destination, :code, :type, :planned, :perSecond, :below, :state,
                            :reason, :by, :byId, :checked, :patch, :key, :at, :at)
                        """)
                .param("id", task.id()).param("action", task.action().wire()).param("destination", task.destination())
                .param("code", task.code()).param("type", task.type()).param("planned", task.planned())
                .param("perSecond", task.perSecond()).param("below", task.nextBelow()).param("state", task.state().wire())
                .param("reason", task.reason()).param("by", task.askedBy()).param("byId", task.askedById(), Types.OTHER)
                .param("checked", task.checked(), Types.OTHER)
                .param("patch", patch == null ? null : patch.bytes(), Types.BINARY)
                .param("key", patch == null ? null : patch.wrappedKey(), Types.BINARY)
                .param("at", Timestamp.from(task.askedAt())).update();
    }

    /** Empty when it never had one, or nobody needs it any more. */
    Optional<SealedPatches.Sealed> patch(UUID id) {
        return jdbc.sql("select patch, patch_key from bulk_task where id = :id and patch is not null").param("id", id)
                .query((row, n) -> new SealedPatches.Sealed(row.getBytes(2), row.getBytes(1))).optional();
    }

    /** Patches of tasks that ended so long ago. */
    void forgetPatches(Duration after) {
        jdbc.sql("""
                        update bulk_task set patch = null, patch_key = null
                        where patch is not null and state in ('stopped', 'finished')
                            and moved_at < now() - :millis * interval '1 millisecond'
                        """)
                .param("millis", after.toMillis()).update();
    }

    /** Adds to what was found before; of more kinds than that, the rest is only counted by the task. */
    void found(UUID id, Collection<BulkFinding> findings, int mostKinds) {
        for (BulkFinding one : findings) {
            jdbc.sql("""
                            insert into bulk_finding (task_id, code, pointer, rule, found, sample)
                            select :id, :code, :pointer, :rule, :found, :sample
                            where (select count(*) from bulk_finding where task_id = :id) < :most
                                or exists (select from bulk_finding where task_id = :id and code = :code
                                    and pointer = :pointer and rule = :rule)
                            on conflict (task_id, code, pointer, rule)
                                do update set found = bulk_finding.found + excluded.found
                            """)
                    .param("id", id).param("code", one.code()).param("pointer", one.pointer()).param("rule", one.rule())
                    .param("found", one.found()).param("sample", one.sample()).param("most", mostKinds).update();
        }
    }

    /** The most frequent first. */
    List<BulkFinding> findings(UUID id, int limit) {
        return jdbc.sql("""
                        select code, pointer, rule, found, sample from bulk_finding where task_id = :id
                        order by found desc, code, pointer, rule limit :limit
                        """)
                .param("id", id).param("limit", limit)
                .query((row, n) -> new BulkFinding(row.getString(1), row.getString(2), row.getString(3), row.getInt(4),
                        row.getObject(5, UUID.class))).list();
    }

    Optional<BulkTask> find(UUID id) {
        return jdbc.sql("select * from bulk_task where id = :id").param("id", id).query((row, n) -> task(row)).optional();
    }

    List<BulkTask> newest(int limit) {
        return jdbc.sql("select * from bulk_task order by id desc limit :limit").param("limit", limit)
                .query((row, n) -> task(row)).list();
    }

    boolean oneIsOpen(String destination, String code) {
        return jdbc.sql("""
                        select exists (select from bulk_task where destination = :destination and code = :code
                            and state in ('running', 'paused'))
                        """)
                .param("destination", destination).param("code", code).query(Boolean.class).single();
    }

    /** Those that nobody works at; from now on this node does, for so long. */
    List<BulkTask> claim(String node, Duration lease) {
        return jdbc.sql("""
                        update bulk_task set owner = :node, lease_until = now() + :millis * interval '1 millisecond'
                        where state = 'running' and (owner = :node or lease_until is null or lease_until < now())
                        returning *
                        """)
                .param("node", node).param("millis", lease.toMillis()).query((row, n) -> task(row)).list();
    }

    /** @return false when another node works at it meanwhile; then nothing is written */
    boolean progress(UUID id, String node, BulkRun.Page page, UUID below) {
        return jdbc.sql("""
                        update bulk_task set done = done + :done, skipped = skipped + :skipped, failed = failed + :failed,
                            next_below = :below, moved_at = now(),
                            state = case when :finished and state = 'running' then 'finished' else state end
                        where id = :id and owner = :node
                        """)
                .param("done", page.done()).param("skipped", page.skipped()).param("failed", page.failed())
                .param("below", below).param("finished", !page.more())
                .param("id", id).param("node", node).update() == 1;
    }

    /** @return false when it was not in that state */
    boolean move(UUID id, BulkState from, BulkState to, Instant at) {
        return jdbc.sql("update bulk_task set state = :to, moved_at = :at where id = :id and state = :from")
                .param("to", to.wire()).param("at", Timestamp.from(at)).param("id", id).param("from", from.wire()).update() == 1;
    }

    private static BulkTask task(ResultSet row) throws SQLException {
        return new BulkTask(
                row.getObject("id", UUID.class),
                BulkAction.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                row.getString("destination"),
                row.getString("code"),
                row.getString("type"),
                row.getInt("planned"),
                row.getInt("per_second"),
                row.getInt("done"),
                row.getInt("skipped"),
                row.getInt("failed"),
                row.getObject("next_below", UUID.class),
                BulkState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("asked_by"),
                row.getObject("asked_by_id", UUID.class),
                row.getObject("checked", UUID.class),
                row.getBytes("patch_key") != null,
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("moved_at").toInstant());
    }
}
