package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityGuardIT {
    @TempDir
    Path data;

    @Test
    void refusesAServerThatForgets() {
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            try (EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(TestDatabase.settings(data).withServer(setting, "off"))) {
                DataSource database = new DirectDataSource(postgres, Duration.ofSeconds(10));

                assertThatThrownBy(() -> DurabilityGuard.check(database, false))
                        .isInstanceOf(StartRefusedException.class)
                        .hasMessageContaining(setting + " = off");
                assertThatCode(() -> DurabilityGuard.check(database, true)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void refusesARoleThatForgetsOnASafeServer() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestDatabase.settings(data))) {
            DataSource database = new DirectDataSource(postgres, Duration.ofSeconds(10));
            assertThatCode(() -> DurabilityGuard.check(database, false)).doesNotThrowAnyException();

            Clusters.run(postgres, "alter role hub set synchronous_commit = 'local'");
            assertThatThrownBy(() -> DurabilityGuard.check(database, false))
                    .hasMessageContaining("synchronous_commit = local");

            Clusters.run(postgres, "alter role hub set synchronous_commit = 'remote_apply'");
            assertThatCode(() -> DurabilityGuard.check(database, false)).doesNotThrowAnyException();
        }
    }
}
