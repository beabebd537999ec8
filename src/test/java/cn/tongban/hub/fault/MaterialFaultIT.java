package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large materials with a small heap, kills in the middle, and many at once. */
@Tag("fault")
class MaterialFaultIT {
    private static final int MB = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void start() {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace("connectors/city-window/connector.yaml", "max-file: 50MB", "max-file: 600MB")
                .replace("connectors/city-window/connector.yaml", "max-case: 500MB", "max-case: 2GB");
        world = World.start(folder, bundle, hub -> hub.withHeap("256m").atFullSpeed());
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void fiveHundredMegabytesPassWithASmallHeap() throws IOException {
        Acked acked = world.handInFresh();
        Paper paper = Paper.pdf("大材料", "大材料.pdf", 1, 500L * MB);

        assertThat(upload(acked.caseNo(), "M1", paper)).isEqualTo(202);

        RawRequest arrived = awaitMaterial(acked.caseNo());
        assertThat(arrived.file().path("size").asLong()).isEqualTo(500L * MB);
        assertThat(arrived.file().path("sha256").asText()).isEqualTo(paper.file().sha256());
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        assertThat(world.hub().log()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void killedInTheMiddleOfAnUploadNothingIsLeftAndItCanBeRepeated() throws Exception {
        Acked acked = world.handInFresh();
        Paper paper = Paper.pdf("材料", "材料.pdf", 2, 100L * MB);
        CompletableFuture<Boolean> broke = CompletableFuture.supplyAsync(() -> {
            try {
                return upload(acked.caseNo(), "M1", paper) != 202;
            } catch (IOException e) {
                return true;
            }
        });
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> largestDraft() > 10L * MB);

        world.hub().restart();

        assertThat(broke.get()).isTrue();
        assertThat(largestDraft()).isZero();
        assertThat(world.database().strings(
                        "select material_id from case_material where case_no = '" + acked.caseNo() + "'")).isEmpty();
        assertThat(upload(acked.caseNo(), "M1", paper)).isEqualTo(202);
        awaitMaterial(acked.caseNo());
    }

    @Test
    void killedInTheMiddleOfADeliveryItArrivesOnce() throws IOException {
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        Paper paper = Paper.pdf("材料", "材料.pdf", 3, 150L * MB);
        assertThat(upload(acked.caseNo(), "M1", paper)).isEqualTo(202);
        await().atMost(LONG).pollInterval(Duration.ofMillis(20))
                .until(() -> world.deliveryState(acked.caseNo(), "city-platform").equals("sending"));

        world.hub().restart();

        RawRequest arrived = awaitMaterial(acked.caseNo());
        assertThat(arrived.file().path("sha256").asText()).isEqualTo(paper.file().sha256());
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        assertThat(materials(acked.caseNo())).hasSize(1);
        assertThat(world.hops(acked.caseNo(), "city-platform")).anyMatch(hop -> hop.startsWith("lease-lost"));
    }

    @Test
    void twentyAtOnceDoNotStarveCases() throws Exception {
        List<Acked> owners = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            owners.add(world.handInFresh());
        }
        Paper paper = Paper.pdf("材料", "材料.pdf", 4, 10L * MB);
        ExecutorService desks = Executors.newFixedThreadPool(20);
        List<Future<Integer>> uploads = new ArrayList<>();
        try (Desk cases = new Desk(world.hub().url(), 8, world.freshNumbers(10_000))) {
            for (Acked owner : owners) {
                uploads.add(desks.submit(() -> upload(owner.caseNo(), "M1", paper)));
            }
            cases.start(20);
            await().atMost(LONG).until(() -> uploads.stream().allMatch(Future::isDone));
            cases.stopArrivals();
            await().atMost(LONG).until(() -> cases.open() == 0);

            for (Future<Integer> one : uploads) {
                assertThat(one.get()).isEqualTo(202);
            }
            assertThat(cases.surprises()).isEmpty();
            assertThat(cases.acked().values()).isNotEmpty().allMatch(acked -> acked.tries() <= 2);
            owners.addAll(cases.acked().values());
        } finally {
            desks.shutdownNow();
        }
        await().atMost(LONG).until(() -> world.database().number(
                "select count(*) from delivery where type = 'material.supplied' and state <> 'delivered'") == 0);
        world.assertKept(owners);
    }

    private static int upload(String caseNo, String materialId, Paper paper) throws IOException {
        try (DeskClient desk = new DeskClient(world.hub().url(), Secrets.DOOR_KEY, LONG, Clock.systemUTC())) {
            WireAnswer answer = desk.upload(caseNo, materialId, paper, "");
            return answer.status();
        }
    }

    private static RawRequest awaitMaterial(String caseNo) {
        await().atMost(LONG).until(() -> !materials(caseNo).isEmpty());
        return materials(caseNo).get(0);
    }

    private static List<RawRequest> materials(String caseNo) {
        return world.platform().requests(r -> r.caseNo().equals(caseNo) && r.effect().equals("material"));
    }

    private static long largestDraft() throws IOException {
        Path drafts = world.hub().data().resolve("blobs/drafts");
        if (Files.notExists(drafts)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(drafts)) {
            return files.mapToLong(MaterialFaultIT::size).max().orElse(0);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
