package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.PgExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgExtensionIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @Test
    void givesAnEmptyDurableDatabaseInAForeignTimeZone() throws SQLException {
        DurabilityGuard.check(PG.dataSource(), false);

        assertThat(PG.jdbc().sql("show timezone").query(String.class).single()).isEqualTo("Asia/Kathmandu");
    }

    @Test
    void sortsByCodePointAndStoresEveryChineseCharacter() {
        String sorted = PG.jdbc()
                .sql("select string_agg(x, '' order by x) from (values ('𠮷'), ('b'), ('B'), ('中')) v(x)")
                .query(String.class)
                .single();

        assertThat(sorted).isEqualTo("Bb中𠮷");
    }

    @Test
    void theHubsRoleIsNoSuperuser() {
        assertThat(PG.jdbc().sql("show is_superuser").query(String.class).single()).isEqualTo("off");
    }
}
