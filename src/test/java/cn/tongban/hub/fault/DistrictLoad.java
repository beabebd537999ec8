package cn.tongban.hub.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Cases that the district opens itself, five rows each and every tenth of them changed once, at a fixed rate whatever
 * becomes of the reader. Every third case has its children committed before its parent.
 */
final class DistrictLoad {
    static final int ROWS = 5;

    private static final String ITEM = "11610700Y00000024F4000125999000";
    private static final String NOW = "now() at time zone 'Asia/Shanghai'";
    private static final String ACCEPT = """
            insert into up_pro_accept (row_guid, project_no, project_name, task_code, applyer_name, applyer_type,
                applyer_page_type, applyer_page_code, apply_date, accept_date, cd_operation, cd_time, create_time, update_time,
                version)
            values (?, ?, '区级直接收件', '%s', '汉中示例商贸有限公司', '2', '001', '91610700Y10000028M', '2026-03-16 09:30:00',
                '2026-03-16 09:50:00', 'I', %s, %s, %s, 1)
            """.formatted(ITEM, NOW, NOW, NOW);
    private static final String PROCESS = """
            insert into up_pro_process (row_guid, project_no, process_name, event_name, event_start_time, event_end_time,
                handle_explain, cd_operation, cd_time, create_time, update_time, version)
            values (?, ?, '办理', ?, ?, ?, '同意', 'I', %s, %s, %s, 1)
            """.formatted(NOW, NOW, NOW);
    private static final String RESULT = """
            insert into up_pro_result (row_guid, project_no, result_type, result_date, result_explain, cd_operation, cd_time,
                create_time, update_time, version)
            values (?, ?, '0', '2026-03-16 14:00:00', '准予', 'I', %s, %s, %s, 1)
            """.formatted(NOW, NOW, NOW);
    private static final String CHANGE = "update up_pro_process set handle_explain = '更正', cd_operation = 'U', version = 2, "
            + "update_time = " + NOW + " where row_guid = ?";

    private final Connection connection;
    /** Table and row to the times of its commits. */
    private final Map<String, Integer> states = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();

    DistrictLoad(Connection connection) {
        this.connection = connection;
    }

    /** How often each row, {@code table/guid}, was committed. */
    Map<String, Integer> states() {
        return states;
    }

    /** When each row was committed first, in milliseconds of the epoch. */
    Map<String, Long> committed() {
        return committed;
    }

    void run(int rowsPerSecond, int seconds) throws SQLException {
        connection.setAutoCommit(false);
        long gap = TimeUnit.SECONDS.toNanos(1) * ROWS / rowsPerSecond;
        long due = System.nanoTime();
        for (int n = 1; n <= rowsPerSecond / ROWS * seconds; n++, due += gap) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            write(n);
        }
    }

    private void write(int n) throws SQLException {
        String caseNo = ITEM + "202604" + "%02d".formatted(1 + n / 9000) + "%04d".formatted(1 + n % 9000);
        if (n % 3 == 0) {
            children(n, caseNo);
            parent(n, caseNo);
        } else {
            parent(n, caseNo);
            children(n, caseNo);
        }
        if (n % 10 == 0) {
            execute(CHANGE, "P" + n);
            commit("up_pro_process/P" + n);
        }
    }

    private void parent(int n, String caseNo) throws SQLException {
        execute(ACCEPT, "A" + n, caseNo);
        commit("up_pro_accept/A" + n);
    }

    private void children(int n, String caseNo) throws SQLException {
        execute(PROCESS, "P" + n, caseNo, "06", "2026-03-16 10:00:00", null);
        execute(PROCESS, "Q" + n, caseNo, "01", "2026-03-16 11:00:00", "2026-03-16 12:00:00");
        execute(RESULT, "R" + n, caseNo);
        execute(PROCESS, "S" + n, caseNo, "07", "2026-03-16 15:00:00", "2026-03-16 15:00:00");
        commit("up_pro_process/P" + n, "up_pro_process/Q" + n, "up_pro_result/R" + n, "up_pro_process/S" + n);
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void commit(String... rows) throws SQLException {
        connection.commit();
        long now = java.time.Clock.systemUTC().millis();
        for (String row : rows) {
            states.merge(row, 1, Integer::sum);
            committed.putIfAbsent(row, now);
        }
    }
}
