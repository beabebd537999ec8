package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partner that is slow, or takes every connection it can get, costs its own lanes only. The rate of the other partner
 * is measured in alternating rounds with and without the fault; the medians are compared.
 */
@Tag("soak")
class SlowPartnerIT {
    private static final int CASES = 200;
    private static final int STEPS = 10;
    private static final int ROUNDS = 3;
    private static final double KEPT = 0.8;

    @TempDir
    private Path folder;

    private final Map<String, LifeSteps> cases = new LinkedHashMap<>();
    private final List<Acked> acked = new ArrayList<>();
    private World world;
    private Desk desk;

    @BeforeEach
    void start() {
        world = World.start(folder, TestBundle.copy(folder.resolve("bundle")), hub ->
                hub.atFullSpeed().with("HUB_DELIVERY_LEASE", "30s"));
        for (int n = 0; n < CASES; n++) {
            acked.add(world.handIn(Desk.syntheticCase(n)));
            cases.put(acked.get(n).caseNo(), new LifeSteps());
        }
        acked.forEach(one -> world.awaitState(one.caseNo(), "city-platform", "delivered"));
        desk = new Desk(world.hub().url(), 8, 100_000);
        desk.start(10);
        stepsPerSecond(); // warm
    }

    @AfterEach
    void stop() {
        desk.close();
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aPartnerThatTakesFiveSecondsEachCostsTheOtherLittle() throws InterruptedException {
        compare("{\"fault\":\"slow\",\"operation\":\"submit\",\"millis\":5000}", 0);
    }

    @Test
    void aPartnerThatTakesEveryConnectionCostsTheOtherLittle() throws InterruptedException {
        compare("{\"fault\":\"drip\",\"operation\":\"submit\",\"millis\":5000}", 1500);
    }

    private void compare(String fault, int grabbed) throws InterruptedException {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(stepsPerSecond());
            world.platform().faults(fault);
            world.platform().command("POST", "grab", "{\"connections\":" + grabbed + "}");
            beside.add(stepsPerSecond());
            world.platform().command("DELETE", "grab", "");
            world.platform().healthy();
        }
        double ratio = median(beside) / median(alone);
        System.out.printf("others' steps per second alone %s, beside the fault %s, ratio of medians %.2f%n",
                alone, beside, ratio);

        assertThat(ratio).isGreaterThanOrEqualTo(KEPT);
        desk.stopArrivals();
        await().atMost(World.PATIENCE).until(() -> desk.open() == 0);
        assertThat(desk.surprises()).isEmpty();
        acked.addAll(desk.acked().values());
        new Balance(world.database()).awaitSettled(Duration.ofMinutes(5));
        world.assertKept(acked);
    }

    /** Plans ten steps for each case and measures from the first to the last arrival at the desk. */
    private double stepsPerSecond() {
        int before = steps().size();
        cases.forEach((caseNo, steps) -> world.platform().command("POST", "cases/" + caseNo + "/plan", steps.next(STEPS)));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> world.window().count() >= before + CASES * STEPS);
        List<RawRequest> arrived = steps().subList(before, before + CASES * STEPS);
        Duration took = Duration.between(
                Instant.parse(arrived.get(0).at()), Instant.parse(arrived.get(arrived.size() - 1).at()));
        return CASES * STEPS * 1000.0 / took.toMillis();
    }

    private List<RawRequest> steps() {
        return world.window().requests();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
