package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 12: the external broker is killed and comes back. What is for parties waits in its lanes and then drains in order. */
@Tag("fault")
class BrokerAwayIT {
    private static final int CASES = 20;
    private static final int PORT = FreePorts.next();

    @TempDir
    private Path folder;

    @Test
    void theOutboxKeepsWhatABrokerCannotTakeAndDrainsInOrder() throws Exception {
        JavaProcess broker = broker();
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));
        bundle.replace("connectors/department/connector.yaml",
                "retry: {first: 1s, factor: 2, max: 5m, jitter: 0.2, attempts: 12}",
                "retry: {first: 500ms, factor: 1.5, max: 1s, jitter: 0.2, attempts: 1000}");
        bundle.replace("connectors/department/connector.yaml", "circuit: {failures: 5, open: 10s}",
                "circuit: {failures: 50, open: 1s}");
        try (World world = World.start(folder, bundle, hub -> hub
                .with("HUB_BROKER_URL", "amqp://127.0.0.1:" + PORT)
                .with("HUB_BROKER_USER", ArtemisMain.USER)
                .with("HUB_BROKER_PASSWORD", ArtemisMain.PASSWORD))) {
            broker.sigkill();
            List<String> cases = new ArrayList<>();
            for (int i = 1; i <= CASES; i++) {
                SyntheticCase made = DepartmentIT.caseFor(DepartmentIT.ITEM, i);
                world.handIn(made);
                cases.add(made.caseNo());
                try (DeskClient desk = world.desk()) {
                    assertThat(desk.withdraw(made.caseNo(), "申请人撤回").status()).isEqualTo(202);
                }
            }
            assertThat(world.database().number("select count(*) from delivery where destination = 'department.market-bureau'"
                    + " and state in ('waiting', 'sending', 'doubtful')")).isPositive();
            assertThat(world.hub().readiness().status()).as("doors need no broker").isEqualTo(200);

            broker = broker();

            Map<String, List<String>> seen = takeAll(cases);
            assertThat(seen.keySet()).containsAll(cases);
            seen.forEach((caseNo, types) -> assertThat(types).as(caseNo)
                    .isIn(List.of("case.submitted", "case.withdrawn"), List.of()));
            aDepartmentIsHeardAgain(world);
            await("all delivered").atMost(World.PATIENCE).until(() -> world.database().number(
                    "select count(*) from delivery where state <> 'delivered'") == 0);
        } finally {
            broker.close();
        }
    }

    /** What the hub reads comes in again too, without a restart of the hub. */
    private static void aDepartmentIsHeardAgain(World world) throws Exception {
        SyntheticCase made = DepartmentIT.caseFor(DepartmentIT.ITEM, CASES + 1);
        world.handIn(made);
        try (PartyClient bureau = PartyClient.market(PORT)) {
            assertThat(bureau.take(30_000)).isNotNull();
            bureau.put("step", made.caseNo() + "-1", PartyClient.step("S1", made.caseNo(), "claimed"));
            await("claimed").atMost(World.PATIENCE).until(() -> world.database().strings(
                    "select state from service_case where case_no = '" + made.caseNo() + "'").get(0), "IN_REVIEW"::equals);
        }
    }

    /** Types by case in the order of arrival, repeats of one delivery left out, until each case has both. */
    private static Map<String, List<String>> takeAll(List<String> cases) throws Exception {
        Map<String, List<String>> seen = new HashMap<>();
        Set<String> known = new HashSet<>();
        long end = System.nanoTime() + World.PATIENCE.toNanos();
        try (PartyClient bureau = PartyClient.market(PORT)) {
            while (known.size() < 2 * cases.size() && System.nanoTime() < end) {
                PartyClient.Mail mail = bureau.take(1_000);
                if (mail != null && known.add(mail.deliveryId())) {
                    seen.computeIfAbsent(mail.body().path("caseNo").asText(), no -> new ArrayList<>()).add(mail.type());
                }
            }
        }
        return seen;
    }

    private JavaProcess broker() {
        JavaProcess broker = JavaProcess.of(ArtemisMain.class).args(folder.resolve("artemis"), PORT).start();
        broker.awaitLine("broker ready", Duration.ofSeconds(60));
        return broker;
    }
}
