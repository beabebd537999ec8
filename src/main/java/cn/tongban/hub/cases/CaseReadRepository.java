package cn.tongban.hub.cases;

import cn.tongban.hub.support.RowArrays;
import cn.tongban.hub.support.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class CaseReadRepository {
    private static final String SUMMARY =
            """
            select case_no, origin, handler, former_handler, take_back, task_code, version, state, result, open_debts, parked,
                newest_step_at, created_at, updated_at
            from service_case
            """;

    private static final String TIMELINE =
            """
            select * from (
                select no, state, at, recorded_at, message_id, decision, provenance, result, connector, park_until
                from case_step where case_no = ? order by no desc limit 5000) newest
            order by no
            """;

    private static final String MOVES =
            """
            select case_no, no, state, at, recorded_at, message_id, decision, provenance, result, connector, park_until
            from case_step
            where case_no = any(?) and at is not null
                and decision in ('APPLIED', 'LATE', 'HANDED_IN_AGAIN', 'TAKE_BACK_GRANTED')
            order by case_no, no
            """;

    private static final String OPEN_TASK =
            "select id, case_no, kind, detail, created_at from case_task where done_at is null";

    private final JdbcTemplate jdbc;

    CaseReadRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CaseSummary> find(String caseNo) {
        return jdbc.query(SUMMARY + " where case_no = ?", (row, n) -> summary(row), caseNo).stream().findFirst();
    }

    List<CaseSummary> page(CaseFilter filter, int limit) {
        Where where = new Where()
                .and("state = ?", filter.state() == null ? null : filter.state().name())
                .and("origin = ?", filter.origin())
                .and("handler = ?", filter.handler());
        if (filter.before() != null) {
            // All cases of one commit have the same time, so the time alone would leave some out between two pages.
            where.and("(created_at, case_no) < (?, ?)", Timestamp.from(filter.before()), filter.beforeCaseNo());
        }
        return jdbc.query(SUMMARY + where.sql() + " order by created_at desc, case_no desc limit ?",
                (row, n) -> summary(row), where.values(limit));
    }

    List<TimelineEntry> timeline(String caseNo) {
        return jdbc.query(TIMELINE, (row, n) -> entry(row), caseNo);
    }

    List<CaseSummary> find(Collection<String> caseNos) {
        return jdbc.query(SUMMARY + " where case_no = any(?)", RowArrays.of(caseNos).text(Function.identity()),
                (row, n) -> summary(row));
    }

    Map<String, List<TimelineEntry>> moves(Collection<String> caseNos) {
        record Line(String caseNo, TimelineEntry entry) {}
        return jdbc.query(MOVES, RowArrays.of(caseNos).text(Function.identity()),
                        (row, n) -> new Line(row.getString("case_no"), entry(row))).stream()
                .collect(Collectors.groupingBy(Line::caseNo, Collectors.mapping(Line::entry, Collectors.toList())));
    }

    List<CaseMessage> messages(UUID after, UUID before, int limit) {
        return jdbc.query(
                """
                select id, case_no from message where id > ? and id < ? order by id limit ?
                """,
                (row, n) -> new CaseMessage(row.getObject(1, UUID.class), row.getString(2)), after, before, limit);
    }

    private static TimelineEntry entry(ResultSet row) throws SQLException {
        return new TimelineEntry(
                row.getInt("no"),
                CaseState.valueOf(row.getString("state")),
                instant(row.getTimestamp("at")),
                row.getTimestamp("recorded_at").toInstant(),
                row.getObject("message_id", UUID.class),
                TimelineDecision.valueOf(row.getString("decision")),
                Provenance.valueOf(row.getString("provenance")),
                result(row),
                row.getString("connector"),
                instant(row.getTimestamp("park_until")));
    }

    List<String> withIndex(long digest, int limit) {
        return jdbc.queryForList(
                """
                select c.case_no from service_case c
                where c.case_no in (select i.case_no from case_index i where i.digest = ?)
                order by c.updated_at desc limit ?
                """,
                String.class, digest, limit);
    }

    List<CaseTask> openTasks(int limit) {
        return jdbc.query(OPEN_TASK + " order by created_at limit ?", (row, n) -> task(row), limit);
    }

    List<CaseTask> openTasks(String caseNo) {
        return jdbc.query(
                OPEN_TASK + " and case_no = ? order by created_at limit 100", (row, n) -> task(row), caseNo);
    }

    private static CaseTask task(ResultSet row) throws SQLException {
        return new CaseTask(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4),
                row.getTimestamp(5).toInstant());
    }

    private static CaseSummary summary(ResultSet row) throws SQLException {
        return new CaseSummary(
                row.getString("case_no"),
                row.getString("origin"),
                row.getString("handler"),
                row.getString("former_handler"),
                row.getString("take_back"),
                row.getString("task_code"),
                row.getInt("version"),
                CaseState.valueOf(row.getString("state")),
                result(row),
                row.getInt("open_debts"),
                row.getInt("parked"),
                instant(row.getTimestamp("newest_step_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable CaseResult result(ResultSet row) throws SQLException {
        String name = row.getString("result");
        return name.isEmpty() ? null : CaseResult.valueOf(name);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
