package cn.tongban.hub.promise;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.RowArrays;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Promises of cases; rows are written in the one commit, under the lock of their case. */
public final class PromiseRepository {
    private static final String INSERT =
            """
            insert into case_promise (case_no, no, kind, message_id, material_id, name, mark, promised_on, due_date, status,
                place)
            select p.case_no, p.no, p.kind, p.message_id, p.material_id, p.name, p.mark, p.promised::date, p.due::date,
                p.status, p.place
            from unnest(?::text[], ?::integer[], ?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::text[],
                ?::text[], ?::text[], ?::integer[])
                p(case_no, no, kind, message_id, material_id, name, mark, promised, due, status, place)
            """;

    private static final String ROW =
            """
            select p.case_no, p.no, p.kind, p.status, p.material_id, p.promised_on, p.due_date, p.message_id, p.paid_by,
                p.late, p.reminded_at, p.decisions, p.decided_at, p.decided_by, p.decided_why, p.place
            from case_promise p
            """;

    private static final String UNSETTLED = "('OPEN', 'EXPIRED', 'SIGNED', 'CHECK_DUE', 'FALSE')";

    // Nothing is owed in a case that came to nothing.
    private static final String DUE = ROW
            + " join service_case c on c.case_no = p.case_no where p.kind = ? and p.status in " + UNSETTLED
            + """
             and p.status in ('OPEN', 'SIGNED') and p.due_date <= ? and (p.due_date < ? or p.kind = 'DEBT' and p.reminded_at is null)
            and c.state not in ('NOT_ACCEPTED', 'WITHDRAWN', 'TERMINATED', 'REVOKED')
            and (p.due_date, p.case_no, p.no) > (?, ?, ?)
            order by p.due_date, p.case_no, p.no limit ?
            """;

    private final JdbcTemplate jdbc;

    public PromiseRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A promise without its words; they are in its submission, at this place among its kind, -1 for a debt of before. */
    record Row(Promise promise, int place) {}

    /** What was promised in these cases, locked by the caller; an empty shelf for those in which nothing was. */
    public Map<String, PromiseShelf> shelves(Collection<String> caseNos) {
        Map<String, PromiseShelf> shelves = new HashMap<>();
        caseNos.forEach(caseNo -> shelves.put(caseNo, new PromiseShelf()));
        jdbc.query("select case_no, no, kind, material_id, name, mark, status, due_date from case_promise"
                        + " where case_no = any(?) order by case_no, no",
                RowArrays.of(caseNos).text(Function.identity()),
                row -> {
                    shelves.get(row.getString(1)).hold(new PromiseShelf.Held(row.getInt(2),
                            PromiseKind.valueOf(row.getString(3)), row.getString(4), Digests.hex(row.getBytes(5)),
                            Digests.hex(row.getBytes(6)), PromiseStatus.valueOf(row.getString(7)),
                            row.getObject(8, LocalDate.class)));
                });
        return shelves;
    }

    /** Writes new promises; their numbers are those of the shelf. */
    public void insert(List<NewPromise> promises) {
        jdbc.update(INSERT, RowArrays.of(promises)
                .text(NewPromise::caseNo)
                .integer(NewPromise::no)
                .text(promise -> promise.kind().name())
                .uuid(NewPromise::messageId)
                .text(NewPromise::materialId)
                .bytes(promise -> HexFormat.of().parseHex(promise.name()))
                .bytes(promise -> HexFormat.of().parseHex(promise.mark()))
                .text(promise -> promise.promisedOn().toString())
                .text(promise -> promise.dueDate().toString())
                .text(promise -> promise.status().name())
                .integer(NewPromise::place));
    }

    /**
     * The material came.
     *
     * @param by its message
     * @param late it was supplied after the day of the debt
     */
    public void pay(String caseNo, int no, UUID by, boolean late) {
        jdbc.update("update case_promise set status = 'SUPPLIED', paid_by = ?, late = ? where case_no = ? and no = ?",
                by, late, caseNo, no);
    }

    /** A newer submission says something else. */
    public void replace(String caseNo, Collection<Integer> numbers) {
        numbers.forEach(no ->
                jdbc.update("update case_promise set status = 'REPLACED' where case_no = ? and no = ?", caseNo, no));
    }

    /** The desk was reminded. */
    public void remind(String caseNo, int no, Instant at) {
        jdbc.update("update case_promise set reminded_at = ? where case_no = ? and no = ?", Timestamp.from(at), caseNo, no);
    }

    /** Its day is past. */
    public void become(String caseNo, int no, PromiseStatus status) {
        jdbc.update("update case_promise set status = ? where case_no = ? and no = ?", status.name(), caseNo, no);
    }

    /**
     * A person decided.
     *
     * @param by who, and {@code why}
     */
    public void decide(String caseNo, int no, PromiseStatus status, Instant at, String by, String why) {
        jdbc.update("update case_promise set status = ?, decisions = decisions + 1, decided_at = ?, decided_by = ?,"
                + " decided_why = ? where case_no = ? and no = ?", status.name(), Timestamp.from(at), by, why, caseNo, no);
    }

    /**
     * Promises about which something is due, soonest first; of cases that have not come to nothing.
     *
     * @param today those due before it, and not settled
     * @param horizon debts due up to this day and not reminded of
     */
    List<Row> due(PromiseKind kind, LocalDate today, LocalDate horizon, PromiseFilter.After after, int limit) {
        return jdbc.query(DUE, (row, n) -> row(row), kind.name(), Date.valueOf(horizon), Date.valueOf(today),
                Date.valueOf(after.due()), after.caseNo(), after.no(), limit);
    }

    List<Row> ofCase(String caseNo, int limit) {
        return jdbc.query(ROW + " where p.case_no = ? order by p.no limit ?", (row, n) -> row(row), caseNo, limit);
    }

    Optional<Row> find(String caseNo, int no) {
        return jdbc.query(ROW + " where p.case_no = ? and p.no = ?", (row, n) -> row(row), caseNo, no).stream().findFirst();
    }

    /** Soonest due first. */
    List<Row> page(PromiseFilter filter, int limit) {
        StringBuilder sql = new StringBuilder(ROW).append(" where p.kind = ? and p.status in ").append(
                filter.statuses().isEmpty() ? UNSETTLED : filter.statuses().stream().map(PromiseStatus::name).sorted()
                        .collect(Collectors.joining("', '", "('", "')")));
        List<Object> values = new ArrayList<>(List.of(filter.kind().name()));
        if (filter.due() != null) {
            sql.append(" and p.due_date <= ?");
            values.add(Date.valueOf(filter.due()));
        }
        if (filter.after() != null) {
            sql.append(" and (p.due_date, p.case_no, p.no) > (?, ?, ?)");
            values.addAll(List.of(Date.valueOf(filter.after().due()), filter.after().caseNo(), filter.after().no()));
        }
        values.add(limit);
        return jdbc.query(sql.append(" order by p.due_date, p.case_no, p.no limit ?").toString(), (row, n) -> row(row),
                values.toArray());
    }

    private static Row row(ResultSet row) throws SQLException {
        Promise promise = new Promise(
                row.getString("case_no"),
                row.getInt("no"),
                PromiseKind.valueOf(row.getString("kind")),
                PromiseStatus.valueOf(row.getString("status")),
                row.getString("material_id"),
                row.getObject("promised_on", LocalDate.class),
                row.getObject("due_date", LocalDate.class),
                row.getObject("message_id", UUID.class),
                row.getObject("paid_by", UUID.class),
                row.getBoolean("late"),
                instant(row, "reminded_at"),
                row.getInt("decisions"),
                instant(row, "decided_at"),
                row.getString("decided_by"),
                row.getString("decided_why"),
                PromiseFacts.NONE);
        return new Row(promise, row.getInt("place"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
