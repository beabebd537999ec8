package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases arrive at 200 a second without pause while something is killed at random moments; the platform answers each
 * with a life cycle of three steps. {@code -Dcrash.seed=} repeats the moments of a run; before a release
 * {@code -Dcrash.kills=20} takes longer than a build may.
 */
@Tag("fault")
class CrashRunIT {
    private static final int RATE = 200;
    private static final Duration DRAIN = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final int kills = Integer.getInteger("crash.kills", 8);
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private World world;
    private Desk desk;

    @BeforeEach
    void start() {
        world = World.start(folder, TestBundle.quick(folder.resolve("bundle")), HubProcess::atFullSpeed);
        world.platform()
                .command("PUT", "script", "{\"statuses\":[\"07\",\"10\",\"11\"],\"firstMillis\":200,\"nextMillis\":20,\"every\":10}");
        desk = new Desk(world.hub().url(), 64, 0);
        System.out.printf("crash run: seed %d, %d cases/s%n", seed, RATE);
    }

    @AfterEach
    void stop() {
        desk.close();
        if (world != null) {
            world.close();
        }
    }

    @Test
    void theHubIsKilledAgainAndAgain() throws InterruptedException {
        desk.start(RATE);
        for (int kill = 1; kill <= kills; kill++) {
            Moments.passMillis(500 + random.nextInt(4000));
            world.hub().kill();
            world.hub().start();
        }
        assertKept("hub");
    }

    @Test
    void theDatabaseIsKilledAgainAndAgain() throws InterruptedException {
        desk.start(RATE);
        for (int kill = 1; kill <= Math.max(2, kills / 3); kill++) {
            Moments.passMillis(3000 + random.nextInt(5000));
            world.database().killPostmaster();
            await().atMost(World.PATIENCE).until(world.hub()::isReady);
        }
        assertKept("database");
    }

    @Test
    void theReceiversAreKilledAgainAndAgain() throws InterruptedException {
        desk.start(RATE);
        for (int kill = 1; kill <= Math.max(2, kills / 2); kill++) {
            Moments.passMillis(2000 + random.nextInt(4000));
            world.sandbox().kill();
            Moments.passMillis(random.nextInt(2000));
            world.sandbox().start();
            world.platform()
                    .command("PUT", "script", "{\"statuses\":[\"07\",\"10\",\"11\"],\"firstMillis\":200,\"nextMillis\":20,\"every\":10}");
        }
        assertKept("receivers");
    }

    private void assertKept(String what) throws InterruptedException {
        Moments.passMillis(2000);
        desk.stopArrivals();
        await("desks are answered").atMost(DRAIN).until(() -> desk.open() == 0);
        await("life cycles are through").atMost(DRAIN).until(this::unfinished, left -> left == 0);
        new Balance(world.database()).awaitSettled(DRAIN);

        assertThat(desk.surprises()).isEmpty();
        assertThat(desk.acked()).hasSizeGreaterThan(1000);
        long repeated = desk.acked().values().stream().filter(acked -> acked.tries() > 1).count();
        world.assertKept(desk.acked().values(), ledger -> System.out.printf(
                "crash run, %s killed, seed %d: %d cases acknowledged, %d of them after a repeat%n%s",
                what, seed, desk.acked().size(), repeated, ledger.repeatTable()));
    }

    private int unfinished() {
        return world.platform().command("GET", "unfinished", "").path("unfinished").asInt();
    }
}
