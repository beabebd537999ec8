package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The district writes on while the hub is killed and its database with it: every state of every row is recorded exactly
 * once. {@code -Ddistrict.rate=} sets the changes per second, {@code -Dcrash.seed=} repeats the moments of a run,
 * {@code -Dcrash.kills=0} shows how long a row takes when nothing happens.
 */
class DistrictCrashIT {
    private static final Duration DRAIN = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private DistrictTables tables;
    private World world;

    @BeforeEach
    void start() {
        tables = DistrictTables.start(folder.resolve("exchange"));
        tables.prepare();
        world = World.start(folder, tables, HubProcess::atFullSpeed);
        await("slot").atMost(World.PATIENCE).until(tables::isFollowed);
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
        tables.close();
    }

    @Test
    @Tag("fault")
    void noRowIsLostOrDoubled() throws Exception {
        crash(20, Integer.getInteger("crash.kills", 3));
    }

    @Test
    @Tag("soak")
    void noRowIsLostOrDoubledInTwoMinutesAndTenKills() throws Exception {
        crash(Integer.getInteger("district.seconds", 120), Integer.getInteger("crash.kills", 10));
    }

    private void crash(int seconds, int kills) throws Exception {
        int rate = Integer.getInteger("district.rate", 500);
        System.out.printf("district crash run: seed %d, %d changes/s for %d s, %d kills%n", seed, rate, seconds, kills);
        try (Connection connection = tables.connect()) {
            DistrictLoad load = new DistrictLoad(connection);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    load.run(rate, seconds);
                } catch (java.sql.SQLException e) {
                    throw new AssertionError("the district's own database", e);
                }
            });
            for (int kill = 1; kill <= kills; kill++) {
                Moments.passMillis(1000 + random.nextInt(2500));
                world.hub().kill();
                if (kill == (kills + 1) / 2) {
                    world.database().killPostmaster();
                }
                world.hub().start();
            }
            if (kills > 0) {
                Moments.passMillis(500);
                world.database().killPostmaster();
            }
            writing.join();
            assertEachOnce(load);
        }
    }

    private void assertEachOnce(DistrictLoad load) {
        long expected = load.states().values().stream().mapToInt(Integer::intValue).sum();
        await("all rows recorded").atMost(DRAIN).pollInterval(Duration.ofSeconds(1)).ignoreExceptionsMatching(
                AssertionError.class::isInstance).until(() -> recorded() >= expected);
        assertThat(recorded()).isEqualTo(expected);
        assertThat(world.database().number("select count(*) from source_waiting")).isZero();
        assertThat(world.database().number("select count(*) from refusal")).isZero();

        Map<String, Integer> seen = new HashMap<>();
        List<Long> took = new java.util.ArrayList<>();
        for (String line : world.database().strings("""
                select s.step_key || ' ' || (extract(epoch from m.recorded_at) * 1000)::bigint
                from case_step s join message m on m.id = s.message_id where m.connector = 'district-platform'
                and s.step_key like 'district-platform/up_pro_%'
                """)) {
            String[] parts = line.split(" ");
            String[] key = parts[0].split("/");
            String row = key[1] + "/" + key[2];
            if (seen.merge(row, 1, Integer::sum) == 1 && load.committed().containsKey(row)) {
                took.add(Long.parseLong(parts[1]) - load.committed().get(row));
            }
        }
        assertThat(seen).isEqualTo(load.states());
        took.sort(null);
        System.out.printf("district crash run: %d changes, row committed to recorded: p50 %d ms, p95 %d ms, worst %d ms%n",
                expected, took.get(took.size() / 2), took.get(took.size() * 95 / 100), took.get(took.size() - 1));
    }

    private long recorded() {
        return world.database().number("select count(*) from message where connector = 'district-platform'");
    }
}
