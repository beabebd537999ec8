package cn.tongban.hub.fault;

import cn.tongban.hub.database.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody else's database on a server of its own, and somebody who writes there at a steady rate. */
final class RowsPartner implements AutoCloseable {
    private final TestDatabase server = TestDatabase.start("Asia/Shanghai");
    private final JdbcTemplate jdbc = new JdbcTemplate(server.dataSource());
    private final AtomicBoolean writing = new AtomicBoolean();
    private Thread writer;

    RowsPartner() {
        jdbc.execute("create table up_pro_accept (row_guid varchar(50) primary key, project_no varchar(50),"
                + " applyer_name varchar(100), update_time timestamptz not null, version integer not null)");
        jdbc.execute("create table state (name text primary key, at timestamptz not null)");
    }

    HubProcess bind(HubProcess hub) {
        return hub.with("HUB_CONNECTOR_ROWS_DATABASE_URL", server.url())
                .with("HUB_CONNECTOR_ROWS_DATABASE_USER", server.user())
                .with("HUB_SECRET_ROWS_DATABASE_PASSWORD", server.password())
                .with("HUB_SECRETS_GENERATE_MISSING", "true");
    }

    /** One transaction for each change: four new rows, then a change of the first of them, and so on. */
    void write(int perSecond) {
        writing.set(true);
        writer = new Thread(() -> {
            long begun = System.nanoTime();
            for (int i = 0; writing.get(); i++) {
                change(i);
                LockSupport.parkNanos(begun + (i + 1) * 1_000_000_000L / perSecond - System.nanoTime());
            }
        }, "rows-writer");
        writer.start();
    }

    private void change(int i) {
        String guid = "r" + (i % 5 == 4 ? i - 4 : i);
        jdbc.update("""
                with changed as (
                    insert into up_pro_accept values (?, 'P' || ?, '测试甲', clock_timestamp(), 1)
                    on conflict (row_guid) do update set version = up_pro_accept.version + 1, update_time = clock_timestamp()
                    returning row_guid || '-' || version as name, update_time)
                insert into state select name, update_time from changed
                """, guid, guid);
    }

    void stop() throws InterruptedException {
        writing.set(false);
        writer.join();
    }

    /** Every state that a row ever had. */
    Set<String> states() {
        return new TreeSet<>(jdbc.queryForList("select name from state", String.class));
    }

    /** When each was written. */
    Map<String, Instant> written() {
        Map<String, Instant> all = new TreeMap<>();
        jdbc.query("select name, at from state", row -> {
            all.put(row.getString(1), row.getTimestamp(2).toInstant());
        });
        return all;
    }

    @Override
    public void close() throws InterruptedException {
        if (writer != null) {
            stop();
        }
        server.close();
    }
}
