package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the whole machine jumps while deliveries are on their way: nothing is lost, doubled or put to sleep. */
@Tag("fault")
class MovedClockIT {
    @TempDir
    private static Path folder;

    private static MovedClock clock;
    private static World world;
    private static long number;

    @BeforeAll
    static void start() {
        clock = MovedClock.compile(folder);
        world = World.start(folder, clock);
    }

    @AfterEach
    void setRight() {
        clock.move(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void theMovedClockIsTheOneThatHubAndDatabaseSee() {
        clock.move(Duration.ofHours(2));
        Acked acked = world.handIn(Desk.syntheticCase(++number, clock));

        long real = java.time.Clock.systemUTC().instant().plus(Duration.ofHours(1)).getEpochSecond();
        assertThat(world.database().number("select extract(epoch from now())::bigint")).isGreaterThan(real);
        assertThat(world.database().number("select extract(epoch from recorded_at)::bigint from message where case_no = '"
                        + acked.caseNo() + "'"))
                .isGreaterThan(real);
        world.assertKept(List.of(acked));
        clock.move(Duration.ZERO);
    }

    @Test
    void anHourForthIsSurvived() {
        jump(Duration.ofHours(1));
    }

    @Test
    void anHourBackIsSurvived() {
        jump(Duration.ofHours(-1));
    }

    /** Some deliveries are in flight, some wait for their next try, some are new when the clock jumps. */
    private static void jump(Duration distance) {
        List<Acked> acked = new ArrayList<>();
        world.platform()
                .faults(
                        "{\"fault\":\"busy\",\"operation\":\"submit\",\"times\":10,\"millis\":1000}",
                        "{\"fault\":\"slow\",\"operation\":\"submit\",\"times\":20,\"millis\":1500}");
        for (int i = 0; i < 40; i++) {
            acked.add(world.handIn(Desk.syntheticCase(++number, clock)));
        }
        await().atMost(World.PATIENCE).until(() -> world.database().number("select count(*) from lane where owner is not null") > 0);

        clock.move(distance);

        for (int i = 0; i < 20; i++) {
            acked.add(world.handIn(Desk.syntheticCase(++number, clock)));
        }
        world.assertKept(acked);
        clock.move(Duration.ZERO);
        acked.add(world.handIn(Desk.syntheticCase(++number, clock)));
        world.assertKept(acked);
    }
}
