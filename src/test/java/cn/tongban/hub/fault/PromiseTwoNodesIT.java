package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.database.TestDatabase;
import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes look after the same debts, and one of them is killed while it does: each debt expires once. */
@Tag("fault")
class PromiseTwoNodesIT {
    private static final int CASES = 60;
    private static final OffsetDateTime MARCH = OffsetDateTime.parse("2026-03-16T10:00:00+08:00");

    @TempDir
    private Path folder;

    private TestDatabase postgres;
    private JdbcTemplate jdbc;
    private HubProcess first;
    private HubProcess second;

    @BeforeEach
    void start() {
        postgres = TestDatabase.start("UTC");
        jdbc = new JdbcTemplate(postgres.dataSource());
        Path bundle = TestBundle.quick(folder.resolve("bundle")).folder();
        first = node("first", bundle).start();
        second = node("second", bundle).start();
    }

    @AfterEach
    void stop() {
        for (HubProcess node : new HubProcess[] {first, second}) {
            if (node != null) {
                node.close();
            }
        }
        postgres.close();
    }

    @Test
    void eachDebtExpiresOnceThoughANodeIsKilledMeanwhile() throws IOException {
        for (int n = 0; n < CASES; n++) {
            handIn(SyntheticCase.of(n, MARCH).tolerating("场地证明", "2026-03-20"));
        }
        await().atMost(World.PATIENCE).until(() -> count("message where type = 'debt.expired'") > 0);
        first.kill();

        await().atMost(World.PATIENCE).until(() -> count("case_promise where status = 'EXPIRED'") == CASES);
        first.start();

        assertThat(count("message where type = 'debt.expired'")).isEqualTo(CASES);
        assertThat(count("case_task where kind = 'debt-expired'")).isEqualTo(CASES);
        assertThat(count("delivery where type = 'debt.expired' and destination = 'city-window'")).isEqualTo(CASES);
        assertThat(count("service_case where open_debts <> 1")).isZero();
    }

    private void handIn(SyntheticCase made) throws IOException {
        try (DeskClient desk = new DeskClient(second.url(), Secrets.DOOR_KEY, Duration.ofSeconds(15),
                Clock.systemUTC())) {
            WireAnswer answer = desk.submit(made.bytes(), "");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
        }
    }

    private long count(String what) {
        return jdbc.queryForObject("select count(*) from " + what, Long.class);
    }

    private HubProcess node(String name, Path bundle) {
        return new HubProcess(folder.resolve(name), FreePorts.next())
                .with("HUB_BUNDLE", bundle.toString())
                .with("HUB_MASTER_KEY_FILE", folder.resolve("master.key").toString())
                .with("HUB_DB_URL", postgres.url())
                .with("HUB_DB_USER", postgres.user())
                .with("HUB_DB_PASSWORD", postgres.password());
    }
}
