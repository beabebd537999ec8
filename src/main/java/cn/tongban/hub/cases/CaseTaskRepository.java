package cn.tongban.hub.cases;

import cn.tongban.hub.support.RowArrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

final class CaseTaskRepository {
    private final JdbcTemplate jdbc;

    CaseTaskRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CaseTask> find(String caseNo, UUID id) {
        return jdbc.query("select id, case_no, kind, detail, created_at from case_task where id = ? and case_no = ?",
                (row, n) -> new CaseTask(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        row.getString(4), row.getTimestamp(5).toInstant()),
                id, caseNo).stream().findFirst();
    }

    /** Ends those of cases that are not among these. */
    void endOthers(String kind, String destination, Collection<String> cases) {
        jdbc.update("""
                update case_task set done_at = now(), done_by = 'hub', done_why = 'over'
                where case_no <> all (?) and kind = ? and destination = ? and done_at is null
                """, statement -> {
            RowArrays.of(cases).text(Function.identity()).setValues(statement);
            statement.setString(2, kind);
            statement.setString(3, destination);
        });
    }

    /** Nothing happens where such a task is open already, or there is no such case. */
    void addOnce(UUID id, String caseNo, String kind, String detail, String destination) {
        jdbc.update("""
                insert into case_task (id, case_no, kind, detail, created_at, destination)
                select ?, c.case_no, ?, ?, now(), ? from service_case c
                where c.case_no = ? and not exists (select 1 from case_task t
                    where t.case_no = c.case_no and t.kind = ? and t.destination = ? and t.done_at is null)
                on conflict do nothing
                """, id, kind, detail, destination, caseNo, kind, destination);
    }

    /** False if somebody else was quicker. */
    boolean close(UUID id, String who, String why) {
        return jdbc.update("update case_task set done_at = now(), done_by = ?, done_why = ? where id = ? and done_at is null",
                who, why, id) == 1;
    }
}
