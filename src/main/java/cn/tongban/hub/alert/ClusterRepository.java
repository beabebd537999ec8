package cn.tongban.hub.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node judges, and what the nodes report to it. All by the database's clock. */
final class ClusterRepository {
    private final JdbcClient jdbc;

    ClusterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True when this node judges from now on, for so long; false while another one does. */
    boolean lead(String node, Duration lease) {
        return jdbc.sql("""
                        update alert_leader set owner = :node, lease_until = now() + :millis * interval '1 millisecond'
                        where owner = :node or lease_until < now()
                        """)
                .param("node", node).param("millis", lease.toMillis()).update() == 1;
    }

    /** In place of what the node reported before. Within a transaction. */
    void report(String node, List<Sighting> sightings) {
        jdbc.sql("delete from alert_report where node = :node").param("node", node).update();
        sightings.forEach(one -> jdbc.sql("""
                        insert into alert_report (node, rule, subject, figure, reported_at)
                        values (:node, :rule, :subject, :figure, now())
                        """)
                .param("node", node).param("rule", one.rule().wire()).param("subject", one.subject())
                .param("figure", one.figure()).update());
    }

    /** Of all nodes that were heard of within that time, once for each subject. */
    List<Sighting> reported(Duration within) {
        return jdbc.sql("""
                        select rule, subject, max(figure) as figure from alert_report
                        where reported_at > now() - :millis * interval '1 millisecond'
                        group by rule, subject order by rule, subject limit 1000
                        """)
                .param("millis", within.toMillis())
                .query((row, n) -> sighting(row))
                .list().stream().flatMap(Optional::stream).toList();
    }

    private static Optional<Sighting> sighting(ResultSet row) throws SQLException {
        AlertRule rule = AlertRule.find(row.getString("rule")).orElse(null);
        return rule == null ? Optional.empty()
                : Optional.of(new Sighting(rule, row.getString("subject"), row.getLong("figure")));
    }

    /** What nodes that are gone for long reported. */
    int forgetReports() {
        return jdbc.sql("delete from alert_report where reported_at < now() - interval '1 day'").update();
    }
}
