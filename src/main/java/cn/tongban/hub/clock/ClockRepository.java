package cn.tongban.hub.clock;

import cn.tongban.hub.support.RowArrays;
import cn.tongban.hub.support.Where;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored clocks, and how far they have been brought. */
final class ClockRepository {
    // A node that runs another bundle than the cluster would count by the wrong calendar, and the next one back again.
    private static final String LOCK =
            """
            select rules, day, pass_after, read_to from clock_progress
            where not exists (select from deployment where state = 'active' and digest <> ?)
            for update skip locked
            """;

    private static final String LIVE =
            """
            select case_no from case_clock where live and case_no > ? order by case_no limit ?
            """;

    private static final String KEEP =
            """
            insert into case_clock as c (case_no, state, due, light, provisional, live)
            select k.case_no, k.state, date '1970-01-01' + k.due::integer, k.light, k.provisional, k.live
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::boolean[])
                k(case_no, state, due, light, provisional, live)
            order by k.case_no
            on conflict (case_no) do update set state = excluded.state, due = excluded.due, light = excluded.light,
                provisional = excluded.provisional, live = excluded.live
            where (c.state, c.due, c.light, c.provisional, c.live)
                is distinct from (excluded.state, excluded.due, excluded.light, excluded.provisional, excluded.live)
            """;

    private static final String SELECT = "select c.case_no, c.state, c.due, c.light, c.provisional from case_clock c";

    private final JdbcTemplate jdbc;

    ClockRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the progress to the end of the transaction; empty when another node has it.
     *
     * @param bundle at work on this node; empty as well when it is not the one that is at work in the cluster
     */
    Optional<Progress> lock(String bundle) {
        return jdbc.query(LOCK, (row, n) -> new Progress(row.getString(1), row.getObject(2, LocalDate.class),
                row.getString(3), row.getObject(4, UUID.class)), bundle).stream().findFirst();
    }

    void save(Progress progress) {
        jdbc.update("update clock_progress set rules = ?, day = ?, pass_after = ?, read_to = ?", progress.rules(),
                Date.valueOf(progress.day()), progress.passAfter(), progress.readTo());
    }

    /** Cases whose clock may change without any step, by number. */
    List<String> live(String after, int most) {
        return jdbc.queryForList(LIVE, String.class, after, most);
    }

    /**
     * A clock to be kept.
     *
     * @param live whether another day, calendar or limit may change it
     */
    record Row(KeptClock clock, boolean live) {}

    /** Writes those that differ from what is there. */
    void keep(Collection<Row> rows) {
        jdbc.update(KEEP, RowArrays.of(rows)
                .text(row -> row.clock().caseNo())
                .text(row -> row.clock().state().name())
                .nullableBigint(row -> row.clock().due() == null ? null : row.clock().due().toEpochDay())
                .text(row -> row.clock().light() == null ? "" : row.clock().light().name())
                .bool(row -> row.clock().provisional())
                .bool(Row::live));
    }

    /** The clocks of these cases, as far as they are kept. */
    List<KeptClock> of(Collection<String> caseNos) {
        return jdbc.query(SELECT + " where c.case_no = any(?)",
                RowArrays.of(caseNos).text(Function.identity()),
                (row, n) -> kept(row));
    }

    /** Clocks of cases on their way, soonest deadline first. */
    List<KeptClock> page(ClockFilter filter, int limit) {
        Where where = new Where()
                .and("c.state in ('RUNNING', 'PAUSED')")
                .and("c.light = ?", filter.light() == null ? null : filter.light().name())
                .and("s.state = ?", filter.state() == null ? null : filter.state().name())
                .and("s.origin = ?", filter.origin())
                .and("s.handler = ?", filter.handler());
        if (filter.after() != null) {
            where.and("(c.due, c.case_no) > (?, ?)", Date.valueOf(filter.after()), filter.afterCaseNo());
        }
        return jdbc.query(SELECT + " join service_case s on s.case_no = c.case_no" + where.sql()
                + " order by c.due, c.case_no limit ?", (row, n) -> kept(row), where.values(limit));
    }

    /** How many cases on their way show yellow and red; a light that none shows is left out. */
    Map<ClockLight, Long> atRisk() {
        Map<ClockLight, Long> counts = new EnumMap<>(ClockLight.class);
        jdbc.query("""
                select light, count(*) from case_clock
                where state in ('RUNNING', 'PAUSED') and light in ('YELLOW', 'RED') group by light
                """, row -> {
            counts.put(ClockLight.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    private static KeptClock kept(ResultSet row) throws SQLException {
        String light = row.getString("light");
        return new KeptClock(row.getString("case_no"), ClockState.valueOf(row.getString("state")),
                row.getObject("due", LocalDate.class), light.isEmpty() ? null : ClockLight.valueOf(light),
                row.getBoolean("provisional"));
    }
}
