package cn.tongban.hub.cases;

import cn.tongban.hub.support.RowArrays;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
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

/** Writes cases within somebody's transaction. Rows are locked in the order of case numbers, before any lane. */
public final class CaseRepository {
    private static final String LOCK =
            """
            select case_no, origin, handler, task_code, instant, version, state, state_before_forward, open_debts, result,
                   newest_step_at, steps, parked
            from service_case where case_no = any(?) order by case_no for update
            """;

    private static final String INSERT =
            """
            insert into service_case (case_no, origin, handler, task_code, instant, version, state, state_before_forward,
                open_debts, result, newest_step_at, steps, parked, created_at, updated_at)
            select c.case_no, c.origin, c.handler, c.task_code, c.instant, c.version, c.state, c.before, c.debts, c.result,
                at_micros(c.newest), c.steps, c.parked, now(), now()
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::integer[], ?::text[], ?::text[],
                ?::integer[], ?::text[], ?::bigint[], ?::integer[], ?::integer[])
                c(case_no, origin, handler, task_code, instant, version, state, before, debts, result, newest, steps, parked)
            order by c.case_no
            on conflict do nothing
            """;

    private static final String UPDATE =
            """
            update service_case s set version = c.version, state = c.state, state_before_forward = c.before,
                open_debts = c.debts, result = c.result, newest_step_at = at_micros(c.newest), steps = c.steps,
                parked = c.parked, updated_at = now()
            from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::integer[], ?::text[], ?::bigint[], ?::integer[],
                ?::integer[]) c(case_no, version, state, before, debts, result, newest, steps, parked)
            where s.case_no = c.case_no
            """;

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

    /** @param profiles how a connector reports its steps */
    public CaseRepository(JdbcTemplate jdbc, Function<String, StepProfile> profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
    }

    /**
     * Locks those of the cases that exist.
     *
     * @param arriving the steps about to be judged; only what can meet them is loaded from the timelines
     */
    public Map<String, StoredCase> lock(Collection<String> caseNos, Collection<Step> arriving) {
        Map<String, StoredCase> found = new HashMap<>();
        Set<String> withParked = new HashSet<>();
        jdbc.query(LOCK, statement -> statement.setArray(1, texts(statement.getConnection(), caseNos)), row -> {
            found.put(row.getString("case_no"), stored(row));
            if (row.getInt("parked") > 0) {
                withParked.add(row.getString("case_no"));
            }
        });
        if (found.isEmpty()) {
            return found;
        }
        Map<String, Set<String>> known = arriving.isEmpty() ? Map.of() : known(found.keySet(), arriving);
        Map<String, List<ParkedRow>> parked = withParked.isEmpty() ? Map.of() : parked(withParked);
        found.replaceAll((caseNo, bare) -> complete(
                bare, known.getOrDefault(caseNo, Set.of()), parked.getOrDefault(caseNo, List.of())));
        return found;
    }

    /** Inserts new cases and tells how many of them were really new. */
    public int insert(Collection<StoredCase> fresh) {
        return jdbc.update(INSERT, RowArrays.of(fresh)
                .text(s -> s.file().caseNo())
                .text(StoredCase::origin)
                .text(StoredCase::handler)
                .text(StoredCase::taskCode)
                .bool(s -> s.file().instantItem())
                .integer(s -> s.file().version())
                .text(s -> name(s.file().state()))
                .text(s -> name(s.file().stateBeforeForward()))
                .integer(s -> s.file().openDebts())
                .text(s -> name(s.file().result()))
                .instant(s -> s.file().newestStepAt())
                .integer(StoredCase::steps)
                .integer(s -> s.file().parked().size()));
    }

    public void update(Collection<StoredCase> changed) {
        jdbc.update(UPDATE, RowArrays.of(changed)
                .text(s -> s.file().caseNo())
                .integer(s -> s.file().version())
                .text(s -> name(s.file().state()))
                .text(s -> name(s.file().stateBeforeForward()))
                .integer(s -> s.file().openDebts())
                .text(s -> name(s.file().result()))
                .instant(s -> s.file().newestStepAt())
                .integer(StoredCase::steps)
                .integer(s -> s.file().parked().size()));
    }

    public void insertLines(List<StoredCase.Line> lines) {
        jdbc.update(INSERT_STEP, RowArrays.of(lines)
                .text(StoredCase.Line::caseNo)
                .integer(StoredCase.Line::no)
                .text(l -> l.step().target().name())
                .instant(l -> l.decision() == TimelineDecision.DERIVED ? null : l.step().at())
                .uuid(StoredCase.Line::messageId)
                .text(l -> l.decision().name())
                .text(l -> l.step().provenance().name())
                .text(l -> name(l.step().result()))
                .text(l -> l.step().stepKey())
                .text(l -> l.step().content())
                .text(StoredCase.Line::connector)
                .bool(l -> l.step().cancels())
                .integer(l -> l.step().debts())
                .text(l -> String.join(",", l.destinations()))
                .instant(StoredCase.Line::parkUntil));
    }

    /** A parked step was applied, overtaken or cut off. */
    public void release(String caseNo, int no, TimelineDecision decision) {
        jdbc.update("update case_step set decision = ?, park_until = null where case_no = ? and no = ?",
                decision.name(), caseNo, no);
    }

    /** A task was made of it; it still applies if its predecessor comes after all. */
    public void stopWaiting(String caseNo, int no) {
        jdbc.update("update case_step set park_until = null where case_no = ? and no = ?", caseNo, no);
    }

    /** Keyed digests by which a case is found. */
    public record IndexEntry(long digest, String caseNo) {}

    public void insertIndex(List<IndexEntry> entries) {
        jdbc.update(
                """
                insert into case_index (digest, case_no)
                select * from unnest(?::bigint[], ?::text[]) i(digest, case_no)
                """,
                RowArrays.of(entries).bigint(IndexEntry::digest).text(IndexEntry::caseNo));
    }

    /** Leaves a task for a person. */
    public void insertTask(UUID id, String caseNo, String kind, String detail) {
        jdbc.update("insert into case_task (id, case_no, kind, detail, created_at) values (?, ?, ?, ?, now())",
                id, caseNo, kind, detail);
    }

    /** Cases with a parked step whose time is up, locked; at most {@code most}. */
    public List<String> overdue(Instant now, int most) {
        return jdbc.queryForList(
                "select distinct case_no from case_step where decision = 'PARKED' and park_until <= ? order by 1 limit ?",
                String.class, Timestamp.from(now), most);
    }

    private static StoredCase stored(ResultSet row) throws SQLException {
        CaseFile file = new CaseFile(
                row.getString("case_no"),
                state(row.getString("state")),
                state(row.getString("state_before_forward")),
                instant(row.getTimestamp("newest_step_at")),
                row.getInt("version"),
                row.getInt("open_debts"),
                row.getBoolean("instant"),
                row.getString("result").isEmpty() ? null : CaseResult.valueOf(row.getString("result")),
                Set.of(),
                List.of());
        return new StoredCase(row.getString("origin"), row.getString("handler"), row.getString("task_code"), file,
                row.getInt("steps"), List.of());
    }

    private static StoredCase complete(StoredCase bare, Set<String> known, List<ParkedRow> parked) {
        CaseFile f = bare.file();
        CaseFile file = new CaseFile(f.caseNo(), f.state(), f.stateBeforeForward(), f.newestStepAt(), f.version(),
                f.openDebts(), f.instantItem(), f.result(), known, parked.stream().map(ParkedRow::step).toList());
        return new StoredCase(bare.origin(), bare.handler(), bare.taskCode(), file, bare.steps(),
                parked.stream().map(ParkedRow::message).toList());
    }

    private Map<String, Set<String>> known(Set<String> caseNos, Collection<Step> arriving) {
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

    private record ParkedRow(String caseNo, ParkedStep step, StoredCase.ParkedMessage message) {}

    private Map<String, List<ParkedRow>> parked(Set<String> caseNos) {
        Map<String, List<ParkedRow>> parked = new HashMap<>();
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

    private static String name(@Nullable Enum<?> value) {
        return value == null ? "" : value.name();
    }

    private static @Nullable CaseState state(String name) {
        return name.isEmpty() ? null : CaseState.valueOf(name);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
