package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of one case arrive in the order in which they were recorded; a stuck case holds back nobody else. */
class OrderIT {
    private static final int OTHERS = 1000;

    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void tenStepsWhoseThirdFailsForAWhileArriveInOrderWhileAThousandOtherCasesPass() {
        Acked acked = world.handInFresh();
        String caseNo = acked.caseNo();
        world.awaitState(caseNo, "city-platform", "delivered");
        world.window()
                .faults("{\"fault\":\"busy\",\"caseNo\":\"%s\",\"skip\":2,\"times\":1000000,\"millis\":1000}".formatted(caseNo));
        world.platform().command("POST", "cases/" + caseNo + "/plan", new LifeSteps().next(10));
        await().atMost(World.PATIENCE).until(() -> world.window().requestsOf(caseNo).size() >= 3);

        world.platform().command("PUT", "script", "{\"statuses\":[\"07\"],\"firstMillis\":100,\"nextMillis\":0}");
        List<Acked> all = othersPass();
        assertThat(applied(caseNo)).as("the stuck case, after all others have passed").isEqualTo(2);

        world.window().noFaults();
        await().atMost(World.PATIENCE).until(() -> applied(caseNo) == 10);
        all.add(acked);
        world.assertKept(all);
    }

    private List<Acked> othersPass() {
        long before = world.window().requests(RawRequest::hadEffect).size();
        try (Desk desk = new Desk(world.hub().url(), 32, 0)) {
            for (int n = 1; n <= OTHERS; n++) {
                desk.handIn(world.freshCase());
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> desk.acked().size() == OTHERS);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> world.window().requests(RawRequest::hadEffect).size() >= OTHERS + before);
            assertThat(desk.surprises()).isEmpty();
            return new ArrayList<>(desk.acked().values());
        }
    }

    private long applied(String caseNo) {
        return world.window().requestsOf(caseNo).stream().filter(RawRequest::hadEffect).count();
    }
}
