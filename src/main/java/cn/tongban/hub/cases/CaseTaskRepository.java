package cn.tongban.hub.cases;

import java.util.Optional;
import java.util.UUID;
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

    /** False if somebody else was quicker. */
    boolean close(UUID id, String who, String why) {
        return jdbc.update("update case_task set done_at = now(), done_by = ?, done_why = ? where id = ? and done_at is null",
                who, why, id) == 1;
    }
}
