package cn.tongban.hub.support;

import cn.tongban.hub.database.TestDatabase;
import java.util.List;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The migrated database of the tests, one server per JVM, emptied before each test:
 *
 * <pre>{@code @RegisterExtension static final PgExtension PG = new PgExtension();}</pre>
 *
 * JVM and sessions stand in foreign time zones on purpose: whoever leans on either is found out.
 */
public final class PgExtension implements BeforeAllCallback, BeforeEachCallback {
    private static final String SESSION_ZONE = "Asia/Kathmandu";
    private static final String JVM_ZONE = "America/St_Johns";

    @Override
    public void beforeAll(ExtensionContext context) {
        Shared.DATABASE.url();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        truncate();
    }

    public DataSource dataSource() {
        return Shared.DATABASE.dataSource();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** For a process of its own: JDBC address, role and password. */
    public String url() {
        return Shared.DATABASE.url();
    }

    public String user() {
        return Shared.DATABASE.user();
    }

    public String password() {
        return Shared.DATABASE.password();
    }

    /** Every table is as the migrations left it: their own rows stay, all others go. */
    public void truncate() {
        JdbcClient jdbc = jdbc();
        List<String> tables = tables(jdbc);
        if (tables.isEmpty()) {
            return;
        }
        empty(jdbc, tables);
        tables.stream().filter(table -> isSeeded(jdbc, table)).forEach(table -> jdbc.sql(
                        "insert into " + table + " select * from seed." + table)
                .update());
    }

    /** A hub that runs in the tests works on meanwhile, and its order of locks is not that of the names. */
    private static void empty(JdbcClient jdbc, List<String> tables) {
        for (int left = 5; left > 0; left--) {
            try {
                jdbc.sql("truncate " + String.join(", ", tables) + " restart identity cascade").update();
                return;
            } catch (PessimisticLockingFailureException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private static boolean isSeeded(JdbcClient jdbc, String table) {
        return jdbc.sql("select to_regclass('seed.' || :name) is not null")
                .param("name", table)
                .query(Boolean.class)
                .single();
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        select quote_ident(relname) from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                          and not relispartition and relname <> 'flyway_schema_history'
                        order by relname""")
                .query(String.class)
                .list();
    }

    private static final class Shared {
        private static final TestDatabase DATABASE = start();

        private static TestDatabase start() {
            TimeZone.setDefault(TimeZone.getTimeZone(JVM_ZONE));
            TestDatabase database = TestDatabase.start(SESSION_ZONE);
            Flyway.configure().dataSource(database.dataSource()).load().migrate();
            keepSeeds(JdbcClient.create(database.dataSource()));
            return database;
        }

        private static void keepSeeds(JdbcClient jdbc) {
            jdbc.sql("create schema seed").update();
            for (String table : tables(jdbc)) {
                boolean seeded = jdbc.sql("select exists (select from " + table + ")")
                        .query(Boolean.class)
                        .single();
                if (seeded) {
                    jdbc.sql("create table seed." + table + " as table " + table).update();
                }
            }
        }
    }
}
