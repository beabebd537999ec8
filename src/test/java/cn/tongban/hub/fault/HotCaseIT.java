package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One case with 2,000 messages to two destinations, one of them dead, beside 300 other cases a second. */
@Tag("soak")
class HotCaseIT {
    private static final int HOT = 2000;
    private static final int RATE = 300;
    private static final Duration ROUND = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final int archivePort = FreePorts.next();
    private final List<Instant> archived = new CopyOnWriteArrayList<>();
    private final WireServer archive =
            new WireServer("archive", InetAddress.getLoopbackAddress(), archivePort, this::archive);
    private World world;

    @BeforeEach
    void start() {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .cloneConnector("city-window", "archive")
                .cloneRoute("routes/case-progress/case-progress.notify.camel.yaml",
                        "case-progress", "case-archive", "city-window", "archive")
                .replace("routes/case-progress/case-progress.record.camel.yaml",
                        "uri: \"hub:address/case-origin\"",
                        "uri: \"hub:address/to\", parameters: {systems: \"city-window,archive\"}");
        world = World.start(folder, bundle, hub -> hub.atFullSpeed()
                .with("HUB_CONNECTOR_ARCHIVE_BASE_URL", "http://127.0.0.1:" + archivePort + "/archive")
                .with("HUB_SECRET_ARCHIVE_DOOR_KEY", "archive-door-key-of-the-fault-tests")
                .with("HUB_SECRET_ARCHIVE_CALLBACK_KEY", "archive-callback-key-of-the-fault-tests"));
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
        archive.close();
    }

    @Test
    void itsOrderIsExactTheOthersKeepTheirRateAndNothingDeadLocks() throws Exception {
        Acked hot = world.handIn(Desk.syntheticCase(0));
        world.awaitState(hot.caseNo(), "city-platform", "delivered");
        try (Desk desk = new Desk(world.hub().url(), 48, 1)) {
            desk.start(RATE);
            Moments.pass(Duration.ofSeconds(15)); // warm
            // What the cold hub left waiting would make it look faster than the desks alone ask for.
            await("level").atMost(World.PATIENCE).until(() ->
                    desk.open() < RATE / 3 && new Balance(world.database()).inFlight() < RATE / 3);
            double alone = casesPerSecond();
            world.platform().command("POST", "cases/" + hot.caseNo() + "/plan", new LifeSteps().next(HOT));
            double beside = casesPerSecond();
            System.out.printf("others' cases per second alone %.0f, beside a hot case %.0f%n", alone, beside);

            await().atMost(Duration.ofMinutes(5)).until(() -> applied(hot) == HOT);
            desk.stopArrivals();
            await().atMost(World.PATIENCE).until(() -> desk.open() == 0);
            assertThat(beside).isGreaterThanOrEqualTo(0.8 * alone);
            assertThat(desk.surprises()).isEmpty();
            assertThat(archived).isEmpty();

            archive.up();
            List<Acked> all = new ArrayList<>(desk.acked().values());
            all.add(hot);
            new Balance(world.database()).awaitSettled(Duration.ofMinutes(5));
            world.assertKept(all);
        }
        assertThat(archived).hasSize(HOT).isSorted();
        Moments.pass(Duration.ofSeconds(2)); // until the last one is counted
        assertThat(world.database().deadlocks()).isZero();
    }

    private double casesPerSecond() {
        long before = world.platform().count();
        Moments.pass(ROUND);
        return (world.platform().count() - before) * 1000.0 / ROUND.toMillis();
    }

    private long applied(Acked hot) {
        return world.window().requestsOf(hot.caseNo()).stream().filter(RawRequest::hadEffect).count();
    }

    private Reply archive(WireRequest request) {
        try {
            JsonNode step = new ObjectMapper().readTree(request.body());
            archived.add(OffsetDateTime.parse(step.path("time").asText()).toInstant());
            String answer = "{\"code\":\"0\",\"msg\":\"\",\"stepId\":\"" + step.path("stepId").asText() + "\"}";
            return Reply.of(WireAnswer.text(200, "application/json", answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
