package cn.tongban.hub.source;

import cn.tongban.hub.database.TestDatabase;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody else's PostgreSQL, a server of its own, with the two tables of the tests. One for the JVM. */
final class PartnerDatabase {
    static final String SLOT = "tongban_rows";
    private static final String CONTROL = """
            , cd_operation varchar(2), update_time timestamp not null default clock_timestamp(), version integer not null""";

    private final TestDatabase server;
    private final JdbcTemplate jdbc;

    private PartnerDatabase(TestDatabase server) {
        this.server = server;
        this.jdbc = new JdbcTemplate(server.dataSource());
    }

    static PartnerDatabase shared() {
        return Shared.PARTNER;
    }

    /** Empty tables, no slot, no publication. */
    void reset() {
        dropSlot();
        jdbc.execute("drop publication if exists " + SLOT);
        jdbc.execute("drop table if exists up_pro_accept, up_pro_process");
        create();
    }

    void create() {
        jdbc.execute("create table if not exists up_pro_accept (row_guid varchar(50) primary key, project_no varchar(50),"
                + " applyer_name varchar(100), remark text, amount numeric(12,2), apply_date date" + CONTROL + ")");
        jdbc.execute("create table if not exists up_pro_process (row_guid varchar(50) primary key, project_no varchar(50),"
                + " process_name varchar(1000), event_start_time timestamptz" + CONTROL + ")");
    }

    void dropSlot() {
        jdbc.queryForList("select pg_terminate_backend(active_pid, 5000) from pg_replication_slots"
                + " where slot_name = ? and active_pid is not null", SLOT);
        jdbc.queryForList("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?", SLOT);
    }

    void createSlot() {
        jdbc.queryForList("select pg_create_logical_replication_slot(?, 'pgoutput')", SLOT);
    }

    void accept(String guid, String project) {
        jdbc.update("insert into up_pro_accept (row_guid, project_no, applyer_name, amount, apply_date, cd_operation,"
                + " version) values (?, ?, '测试甲', 12.50, date '2026-03-16', 'I', 1)", guid, project);
    }

    void process(String guid, String project) {
        jdbc.update("insert into up_pro_process (row_guid, project_no, process_name, event_start_time, cd_operation,"
                + " version) values (?, ?, '审查', timestamptz '2026-03-16 09:30:00.25+08', 'I', 1)", guid, project);
    }

    void change(String guid, String operation) {
        jdbc.update("update up_pro_accept set cd_operation = ?, version = version + 1, update_time = clock_timestamp()"
                + " where row_guid = ?", operation, guid);
    }

    List<String> slots() {
        return jdbc.queryForList("select slot_name from pg_replication_slots where slot_name = ?", String.class, SLOT);
    }

    String confirmed() {
        return jdbc.queryForObject("select confirmed_flush_lsn::text from pg_replication_slots where slot_name = ?",
                String.class, SLOT);
    }

    boolean slotActive() {
        return Boolean.TRUE.equals(jdbc.queryForList(
                "select active from pg_replication_slots where slot_name = ?", Boolean.class, SLOT).stream()
                .findFirst().orElse(false));
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    String url() {
        return server.url();
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    private static final class Shared {
        private static final PartnerDatabase PARTNER = new PartnerDatabase(TestDatabase.start("Asia/Shanghai"));
    }
}
