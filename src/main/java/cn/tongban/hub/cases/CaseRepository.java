package cn.tongban.hub.cases;

import cn.tongban.hub.support.RowArrays;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes cases within somebody's transaction. Rows are locked in the order of case numbers, before any lane. */
public final class CaseRepository {
    private static final String LOCK =
            """
            select case_no, origin, handler, task_code, instant, version, state, state_before_forward, open_debts, result,
                   newest_step_at, steps, parked, held, former_handler, take_back, take_back_message, delivery_way, heard
            from service_case where case_no = any(?) order by case_no for update
            """;

    private static final String INSERT =
            """
            insert into service_case (case_no, origin, handler, task_code, instant, version, state, state_before_forward,
                open_debts, result, newest_step_at, steps, parked, held, delivery_way, heard, created_at, updated_at)
            select c.case_no, c.origin, c.handler, c.task_code, c.instant, c.version, c.state, c.before, c.debts, c.result,
                at_micros(c.newest), c.steps, c.parked, c.held, c.way, c.heard, now(), now()
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::integer[], ?::text[], ?::text[],
                ?::integer[], ?::text[], ?::bigint[], ?::integer[], ?::integer[], ?::boolean[], ?::text[], ?::text[])
                c(case_no, origin, handler, task_code, instant, version, state, before, debts, result, newest, steps, parked,
                  held, way, heard)
            order by c.case_no
            on conflict do nothing
            """;

    private static final String UPDATE =
            """
            update service_case s set version = c.version, state = c.state, state_before_forward = c.before,
                open_debts = c.debts, result = c.result, newest_step_at = at_micros(c.newest), steps = c.steps,
                parked = c.parked, handler = c.handler, held = c.held, former_handler = c.former,
                take_back = c.take_back, take_back_message = c.take_back_message, task_code = c.task_code,
                instant = c.instant, delivery_way = c.way, heard = c.heard, updated_at = now()
            from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::integer[], ?::text[], ?::bigint[], ?::integer[],
                ?::integer[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::boolean[], ?::text[],
                ?::text[])
                c(case_no, version, state, before, debts, result, newest, steps, parked, handler, held, former, take_back,
                  take_back_message, task_code, instant, way, heard)
            where s.case_no = c.case_no
            """;

    private final JdbcTemplate jdbc;
    private final CaseStepRepository steps;

    /** @param profiles how a connector reports its steps */
    public CaseRepository(JdbcTemplate jdbc, Function<String, StepProfile> profiles) {
        this.jdbc = jdbc;
        this.steps = new CaseStepRepository(jdbc, profiles);
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
        Map<String, Set<String>> known = arriving.isEmpty() ? Map.of() : steps.known(found.keySet(), arriving);
        Map<String, List<CaseStepRepository.ParkedRow>> parked = withParked.isEmpty() ? Map.of() : steps.parked(withParked);
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
                .integer(s -> s.file().parked().size())
                .bool(s -> s.custody().held())
                .text(s -> s.hearing().deliveryWay())
                .text(CaseRepository::heard));
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
                .integer(s -> s.file().parked().size())
                .text(StoredCase::handler)
                .bool(s -> s.custody().held())
                .text(s -> s.custody().former())
                .text(s -> s.custody().takeBack())
                .uuid(s -> s.custody().takeBackMessage())
                .text(StoredCase::taskCode)
                .bool(s -> s.file().instantItem())
                .text(s -> s.hearing().deliveryWay())
                .text(CaseRepository::heard));
    }

    public void insertLines(List<StoredCase.Line> lines) {
        steps.insert(lines);
    }

    /** A parked step was applied, overtaken or cut off. */
    public void release(String caseNo, int no, TimelineDecision decision) {
        steps.release(caseNo, no, decision);
    }

    /** A task was made of it; it still applies if its predecessor comes after all. */
    public void stopWaiting(String caseNo, int no) {
        steps.stopWaiting(caseNo, no);
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

    /** Leaves a task that ends when the destination takes a message of this type of the case again. */
    public void insertRejection(UUID id, String caseNo, String detail, String destination, String type) {
        jdbc.update("""
                insert into case_task (id, case_no, kind, detail, created_at, destination, type)
                values (?, ?, 'rejected', ?, now(), ?, ?)
                """, id, caseNo, detail, destination, type);
    }

    /** A message that a destination has taken. */
    public record Taken(String caseNo, String destination, String type) {}

    /** Ends the tasks about what is taken now. */
    public void closeRejections(List<Taken> taken) {
        jdbc.update("""
                update case_task t set done_at = now(), done_by = t.destination, done_why = 'taken'
                from unnest(?::text[], ?::text[], ?::text[]) k(case_no, destination, type)
                where t.kind = 'rejected' and t.done_at is null
                  and t.case_no = k.case_no and t.destination = k.destination and t.type = k.type
                """, RowArrays.of(taken).text(Taken::caseNo).text(Taken::destination).text(Taken::type));
    }

    /** Cases with a parked step whose time is up, locked; at most {@code most}. */
    public List<String> overdue(Instant now, int most) {
        return steps.overdue(now, most);
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
        Custody custody = new Custody(row.getString("handler"), row.getBoolean("held"), row.getString("former_handler"),
                row.getString("take_back"), row.getObject("take_back_message", UUID.class));
        return new StoredCase(row.getString("origin"), custody, row.getString("task_code"), hearing(row), file,
                row.getInt("steps"), List.of());
    }

    private static StoredCase complete(StoredCase bare, Set<String> known, List<CaseStepRepository.ParkedRow> parked) {
        CaseFile f = bare.file();
        CaseFile file = new CaseFile(f.caseNo(), f.state(), f.stateBeforeForward(), f.newestStepAt(), f.version(),
                f.openDebts(), f.instantItem(), f.result(), known, parked.stream().map(CaseStepRepository.ParkedRow::step).toList());
        return new StoredCase(bare.origin(), bare.custody(), bare.taskCode(), bare.hearing(), file, bare.steps(),
                parked.stream().map(CaseStepRepository.ParkedRow::message).toList());
    }

    private static Hearing hearing(ResultSet row) throws SQLException {
        String heard = row.getString("heard");
        return new Hearing(row.getString("delivery_way"), heard.isEmpty() ? Set.of() : Set.of(heard.split(",")));
    }

    private static String heard(StoredCase stored) {
        return String.join(",", new TreeSet<>(stored.hearing().heard()));
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
