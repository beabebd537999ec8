package cn.tongban.hub.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The history of deployments, and what each node runs. */
final class DeploymentRepository {
    private static final String SELECT =
            """
            select d.no, d.digest, b.label, d.replaces, d.kind, d.state, d.asked_by, d.asked_at, d.reason, d.decided_by,
                   d.decided_at, d.decision, d.active_at, d.ended_at
            from deployment d join bundle b on b.digest = d.digest
            """;

    private final JdbcTemplate jdbc;

    DeploymentRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Deployment> active() {
        return jdbc.query(SELECT + " where d.state = 'active'", (row, n) -> deployment(row)).stream().findFirst();
    }

    /** Until the end of the transaction nobody else changes which one is active; also while there is none. */
    void lock() {
        jdbc.queryForList("select pg_advisory_xact_lock(hashtextextended('deployment', 0))");
    }

    boolean everActive(String digest) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from deployment where digest = ? and active_at is not null)", Boolean.class, digest));
    }

    Optional<Deployment> find(long no) {
        return jdbc.query(SELECT + " where d.no = ?", (row, n) -> deployment(row), no).stream().findFirst();
    }

    /** Newest first, those before {@code before}. */
    List<Deployment> page(long before, int most) {
        return jdbc.query(SELECT + " where d.no < ? order by d.no desc limit ?", (row, n) -> deployment(row), before, most);
    }

    long insert(Order order, @Nullable String replaces, String state, Instant now) {
        Long no = jdbc.queryForObject(
                """
                insert into deployment (digest, replaces, kind, state, asked_by, asked_at, reason, active_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning no
                """,
                Long.class, order.digest(), replaces, order.kind().wire(), state, order.by(), Timestamp.from(now),
                order.reason(), state.equals(Deployment.ACTIVE) ? Timestamp.from(now) : null);
        return no == null ? 0 : no;
    }

    void replace(long no, Instant now) {
        jdbc.update("update deployment set state = 'replaced', ended_at = ? where no = ?", Timestamp.from(now), no);
    }

    /** @return false when it is not proposed any more */
    boolean decide(long no, String state, String by, String words, Instant now) {
        return jdbc.update(
                """
                update deployment set state = ?, decided_by = ?, decided_at = ?, decision = ?,
                       active_at = case when ? = 'active' then ?::timestamptz end
                where no = ? and state = 'proposed'
                """,
                state, by, Timestamp.from(now), words, state, Timestamp.from(now), no) > 0;
    }

    void report(String node, String digest, String problem) {
        jdbc.update(
                """
                insert into bundle_node (node, digest, since, seen_at, problem) values (?, ?, now(), now(), ?)
                on conflict (node) do update set digest = excluded.digest, seen_at = now(), problem = excluded.problem,
                since = case when bundle_node.digest = excluded.digest then bundle_node.since else now() end
                """,
                node, digest, problem);
    }

    void leave(String node) {
        jdbc.update("delete from bundle_node where node = ?", node);
    }

    /** Nodes heard of within that time; the others are forgotten. */
    List<NodeBundle> nodes(Duration within) {
        jdbc.update("delete from bundle_node where seen_at < now() - make_interval(secs => ?)", within.toSeconds());
        return jdbc.query("select node, digest, since, seen_at, problem from bundle_node order by node",
                (row, n) -> new NodeBundle(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(), row.getString(5)));
    }

    private static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), row.getString(7), row.getTimestamp(8).toInstant(), row.getString(9), row.getString(10),
                instant(row, 11), row.getString(12), instant(row, 13), instant(row, 14));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
