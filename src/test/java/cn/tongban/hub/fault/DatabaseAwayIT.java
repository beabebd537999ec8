package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is away for a minute: the door says so, acknowledges nothing, and recovers by itself. */
@Tag("fault")
class DatabaseAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private World world;
    private long number;

    @BeforeEach
    void start() {
        world = World.start(folder);
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aDatabaseThatIsGoneForAMinuteCostsNoAcknowledgedCase() throws IOException {
        List<Acked> acked = new ArrayList<>(handIn(20));
        Path cluster = world.hub().data().resolve("pg");
        Path hidden = world.hub().data().resolve("pg-hidden");
        world.database().killPostmaster();
        // Without its folder the server cannot come back, however often the hub tries.
        Files.move(cluster, hidden);

        Map<Integer, Integer> answers = handInWhileAway();
        Files.move(hidden, cluster);

        assertThat(answers).containsOnlyKeys(503);
        assertRecovered(acked);
    }

    @Test
    void aDatabaseThatHangsForAMinuteCostsNoAcknowledgedCase() {
        List<Acked> acked = new ArrayList<>(handIn(20));
        List<Long> processes = world.database().processes();
        processes.forEach(pid -> HubDatabase.signal(pid, "STOP"));

        Map<Integer, Integer> answers;
        try {
            answers = handInWhileAway();
        } finally {
            processes.forEach(pid -> HubDatabase.signal(pid, "CONT"));
        }

        // 0 is a desk that lost its patience; what was sent then may still be recorded, but nobody was told so.
        assertThat(answers.keySet()).isSubsetOf(0, 503).contains(503);
        assertRecovered(acked);
    }

    /** One case every half second; the answers by status, 503 only with Retry-After and a problem document. */
    private Map<Integer, Integer> handInWhileAway() {
        Map<Integer, Integer> answers = new TreeMap<>();
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < end) {
            try (DeskClient desk = new DeskClient(
                    world.hub().url(), Secrets.DOOR_KEY, Duration.ofSeconds(15), java.time.Clock.systemUTC())) {
                answers.merge(judged(desk.submit(Desk.syntheticCase(++number).bytes(), "")), 1, Integer::sum);
            } catch (IOException e) {
                answers.merge(0, 1, Integer::sum);
            }
            Moments.passMillis(500);
        }
        return answers;
    }

    private static int judged(WireAnswer answer) {
        if (answer.status() == 503) {
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(read(answer)).containsAnyOf("database-unavailable", "overloaded", "storage-low");
        }
        return answer.status();
    }

    private void assertRecovered(List<Acked> acked) {
        await().atMost(World.PATIENCE).until(world.hub()::isReady);
        // Ready means that the pool has a connection within a moment, not when it next feels like trying.
        await().atMost(Duration.ofSeconds(5)).until(this::takesCases);
        List<Acked> all = new ArrayList<>(acked);
        all.addAll(handIn(20));
        world.assertKept(all);
        all.forEach(one -> assertThat(world.deliveryState(one.caseNo(), "city-platform")).isEqualTo("delivered"));
    }

    private boolean takesCases() throws IOException {
        try (DeskClient desk = world.desk()) {
            return judged(desk.submit(Desk.syntheticCase(++number).bytes(), "")) == 202;
        }
    }

    private List<Acked> handIn(int count) {
        List<Acked> acked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SyntheticCase made = Desk.syntheticCase(++number);
            acked.add(world.handIn(made));
        }
        return acked;
    }

    private static String read(WireAnswer answer) {
        try {
            return new ObjectMapper().readTree(answer.body()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
