package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.database.TestDatabase;
import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two nodes on one database. One is stopped for longer than its lease while it sends, the other takes over, and then the
 * first one goes on as if nothing had happened.
 */
@Tag("fault")
class PausedNodeIT {
    private static final String SLOW = "{\"fault\":\"slow\",\"operation\":\"%s\",\"times\":1,\"millis\":1500}";

    @TempDir
    private Path folder;

    private TestDatabase postgres;
    private SandboxProcess sandbox;
    private HubProcess first;
    private HubProcess second;
    private JdbcTemplate jdbc;

    @BeforeEach
    void prepare() {
        postgres = TestDatabase.start("UTC");
        jdbc = new JdbcTemplate(postgres.dataSource());
    }

    @AfterEach
    void stop() {
        for (HubProcess node : new HubProcess[] {first, second}) {
            if (node != null) {
                node.resume();
                node.close();
            }
        }
        if (sandbox != null) {
            sandbox.close();
        }
        postgres.close();
    }

    @Test
    void stoppedWhileItSendsItsReceiptIsLateAndTheEffectIsThereOnce() {
        start(TestBundle.quick(folder.resolve("bundle")));
        String caseNo = handIn(0);
        awaitState(caseNo, "city-platform", "delivered");

        String asked = handInAndStopWhileSending(1);
        second.start();
        awaitState(asked, "city-platform", "delivered");
        first.resume();
        awaitHop(asked, "city-platform", "late-receipt");
        assertThat(created(asked)).isEqualTo(1);
        assertThat(hops(asked, "city-platform")).contains("lease-lost doubtful", "probe delivered");
        assertThat(state(asked, "city-platform")).isEqualTo("delivered");

        second.suspend();
        sandbox.window().faults(SLOW.formatted("step"));
        sandbox.platform().command("POST", "cases/" + caseNo + "/steps", "{\"status\":\"07\"}");
        await().atMost(World.PATIENCE).until(() -> !sandbox.window().requestsOf(caseNo).isEmpty());
        first.suspend();
        second.resume();
        awaitState(caseNo, "city-window", "delivered");
        first.resume();
        awaitHop(caseNo, "city-window", "late-receipt");
        assertThat(sandbox.window().requestsOf(caseNo)).filteredOn(RawRequest::hadEffect).hasSize(1);
        assertThat(sandbox.window().requestsOf(caseNo)).extracting(RawRequest::key).containsOnly(
                sandbox.window().requestsOf(caseNo).get(0).key());
    }

    @Test
    void whatOnlyAPersonMaySettleIsNotSentAgainByTheOtherNode() {
        start(TestBundle.quick(folder.resolve("bundle"))
                .replace("connectors/city-platform/connector.yaml", "doubt: probe ", "doubt: confirm ")
                .write("routes/case-forwarding/case-forwarding.probe.camel.yaml", "[]\n"));

        String caseNo = handInAndStopWhileSending(0);
        second.start();
        awaitState(caseNo, "city-platform", "doubtful");
        first.resume();
        awaitHop(caseNo, "city-platform", "late-receipt");
        Moments.pass(Duration.ofSeconds(6));

        assertThat(state(caseNo, "city-platform")).isEqualTo("doubtful");
        assertThat(created(caseNo)).isEqualTo(1);
        assertThat(sandbox.platform().requestsOf(caseNo)).hasSize(1);
    }

    @Test
    void stoppedBeforeItSendsItFindsThatAnotherNodeHasTakenOver() throws SQLException {
        start(TestBundle.quick(folder.resolve("bundle")));
        String caseNo;
        // Both are held up at the content of what they have claimed.
        try (Connection lock = postgres.dataSource().getConnection()) {
            lock.setAutoCommit(false);
            jdbc.execute("insert into destination (name, paused_at) values ('city-platform', now())");
            caseNo = handIn(0);
            lock.createStatement().execute("lock table message in access exclusive mode");
            jdbc.execute("delete from destination");
            await().atMost(World.PATIENCE).until(() -> jdbc.queryForObject(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'select id, key_subject%'", Integer.class) > 0);
            first.suspend();
            lock.rollback();
        }
        second.start();
        awaitState(caseNo, "city-platform", "delivered");

        first.resume();

        awaitHop(caseNo, "city-platform", "late-receipt");
        assertThat(created(caseNo)).isEqualTo(1);
        assertThat(jdbc.queryForList("select code from hop where kind = 'late-receipt'", String.class))
                .containsExactly("claim-lost");
    }

    private void start(TestBundle bundle) {
        first = new HubProcess(folder.resolve("first"), FreePorts.next());
        second = new HubProcess(folder.resolve("second"), FreePorts.next());
        sandbox = SandboxProcess.start(folder.resolve("sandbox"), first.url());
        for (HubProcess node : List.of(first, second)) {
            node.towards(sandbox).with("HUB_DB_URL", postgres.url()).with("HUB_DB_USER", postgres.user())
                    .with("HUB_DB_PASSWORD", postgres.password()).with("HUB_AMQP_PORT", "0")
                    .with("HUB_MASTER_KEY_FILE", folder.resolve("master.key").toString())
                    .with("HUB_DELIVERY_LEASE", "5s").with("HUB_BUNDLE", bundle.folder().toString());
        }
        first.start();
    }

    private String handInAndStopWhileSending(long n) {
        sandbox.platform().faults(SLOW.formatted("submit"));
        String caseNo = handIn(n);
        await().atMost(World.PATIENCE).until(() -> !sandbox.platform().requestsOf(caseNo).isEmpty());
        first.suspend();
        return caseNo;
    }

    private String handIn(long n) {
        SyntheticCase made = Desk.syntheticCase(n, Clock.systemUTC());
        try (DeskClient desk = new DeskClient(
                first.url(), Secrets.DOOR_KEY, Duration.ofSeconds(60), Clock.systemUTC())) {
            assertThat(desk.submit(made.bytes(), "").status()).isEqualTo(202);
            return made.caseNo();
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }

    private long created(String caseNo) {
        return sandbox.platform().requestsOf(caseNo).stream().filter(r -> r.effect().equals("created")).count();
    }

    private String state(String caseNo, String destination) {
        List<String> states = jdbc.queryForList("select state from delivery where case_no = ? and destination = ?",
                String.class, caseNo, destination);
        return states.isEmpty() ? "none" : states.get(0);
    }

    private List<String> hops(String caseNo, String destination) {
        return jdbc.queryForList(
                """
                select h.kind || ' ' || h.outcome from hop h join delivery d on d.id = h.delivery_id
                where d.case_no = ? and d.destination = ? order by h.no
                """,
                String.class, caseNo, destination);
    }

    private void awaitState(String caseNo, String destination, String state) {
        await(state + " of " + caseNo).atMost(World.PATIENCE).until(() -> state(caseNo, destination), state::equals);
    }

    private void awaitHop(String caseNo, String destination, String kind) {
        await(kind + " of " + caseNo).atMost(World.PATIENCE)
                .until(() -> hops(caseNo, destination).stream().anyMatch(hop -> hop.startsWith(kind)));
    }
}
