package cn.tongban.hub.cases;

import cn.tongban.hub.support.RowArrays;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lines of the timelines, within the transaction of who holds their cases. */
final class CaseStepRepository {
    private static final String INSERT_STEP =
            """
            insert into case_step (case_no, no, state, at, recorded_at, message_id, decision, provenance, result, step_key,
                content, connector, cancels, debts, destinations, park_until)
            select l.case_no, l.no, l.state, at_micros(l.at), now(), l.message_id, l.decision, l.provenance, l.result,
                l.step_key, l.content, l.connector, l.cancels, l.debts, l.destinations, at_micros(l.park_until)
            from unnest(?::text[], ?::integer[], ?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::boolean[], ?::integer[], ?::text[], ?::bigint[])
                l(case_no, no, state, at, message_id, decision, provenance, result, step_key, content, connector, cancels,
                  debts, destinations, park_until)
            """;

    private static final String KNOWN =
            """
            select case_no, step_key, content from case_step
            where case_no = any(?) and (step_key = any(?) or content = any(?))
            """;

    private static final String PARKED =
            """
            select s.case_no, s.no, s.state, s.at, s.message_id, m.type, s.provenance, s.result, s.step_key, s.content,
                   s.connector, s.cancels, s.debts, s.destinations, s.park_until
            from case_step s join message m on m.id = s.message_id
            where s.case_no = any(?) and s.decision = 'PARKED' order by s.case_no, s.no
            """;

    private final JdbcTemplate jdbc;
    private final Function<String, StepProfile> profiles;

    CaseStepRepository(JdbcTemplate jdbc, Function<String, StepProfile> profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
    }

    void insert(List<StoredCase.Line> lines) {
        jdbc.update(INSERT_STEP, RowArrays.of(lines)
                .text(StoredCase.Line::caseNo)
                .integer(StoredCase.Line::no)
                .text(l -> l.step().target().name())
                .instant(l -> l.connector().isEmpty() ? null : l.step().at())
                .uuid(StoredCase.Line::messageId)
                .text(l -> l.decision().name())
                .text(l -> l.step().provenance().name())
                .text(l -> l.step().result() == null ? "" : l.step().result().name())
                .text(l -> l.step().stepKey())
                .text(l -> l.step().content())
                .text(StoredCase.Line::connector)
                .bool(l -> l.step().cancels())
                .integer(l -> l.step().debts())
                .text(l -> String.join(",", l.destinations()))
                .instant(StoredCase.Line::parkUntil));
    }

    void release(String caseNo, int no, TimelineDecision decision) {
        jdbc.update("update case_step set decision = ?, park_until = null where case_no = ? and no = ?",
                decision.name(), caseNo, no);
    }

    void stopWaiting(String caseNo, int no) {
        jdbc.update("update case_step set park_until = null where case_no = ? and no = ?", caseNo, no);
    }

    List<String> overdue(Instant now, int most) {
        return jdbc.queryForList(
                "select distinct case_no from case_step where decision = 'PARKED' and park_until <= ? order by 1 limit ?",
                String.class, Timestamp.from(now), most);
    }

    Map<String, Set<String>> known(Set<String> caseNos, Collection<Step> arriving) {
        Map<String, Set<String>> known = new HashMap<>();
        jdbc.query(KNOWN,
                statement -> {
                    Connection c = statement.getConnection();
                    statement.setArray(1, texts(c, caseNos));
                    statement.setArray(2, texts(c, arriving.stream().map(Step::stepKey).toList()));
                    statement.setArray(3, texts(c, arriving.stream().map(Step::content).toList()));
                },
                row -> {
                    Set<String> of = known.computeIfAbsent(row.getString(1), k -> new HashSet<>());
                    of.add(row.getString(2));
                    of.add(row.getString(3));
                });
        return known;
    }

    record ParkedRow(String caseNo, ParkedStep step, StoredCase.ParkedMessage message) {}

    Map<String, List<CaseStepRepository.ParkedRow>> parked(Set<String> caseNos) {
        Map<String, List<CaseStepRepository.ParkedRow>> parked = new HashMap<>();
        jdbc.query(PARKED, statement -> statement.setArray(1, texts(statement.getConnection(), caseNos)), row -> {
            Step step = new Step(row.getString("step_key"), row.getString("content"),
                    CaseState.valueOf(row.getString("state")), row.getTimestamp("at").toInstant(),
                    row.getString("result").isEmpty() ? null : CaseResult.valueOf(row.getString("result")),
                    row.getBoolean("cancels"), row.getInt("debts"), Provenance.valueOf(row.getString("provenance")));
            String destinations = row.getString("destinations");
            ParkedRow parkedRow = new ParkedRow(row.getString("case_no"),
                    new ParkedStep(step, profiles.apply(row.getString("connector")),
                            waits(row.getTimestamp("park_until"))),
                    new StoredCase.ParkedMessage(step.stepKey(), row.getInt("no"),
                            row.getObject("message_id", UUID.class), row.getString("type"),
                            destinations.isEmpty() ? List.of() : Arrays.asList(destinations.split(","))));
            parked.computeIfAbsent(parkedRow.caseNo(), k -> new ArrayList<>()).add(parkedRow);
        });
        return parked;
    }

    /** A step of which a task was made waits for ever. */
    private static Instant waits(@Nullable Timestamp until) {
        return until == null ? Instant.MAX : until.toInstant();
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
