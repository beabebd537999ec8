package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the data folder fills up: nothing is acknowledged that cannot be kept, and room brings it all back. */
@Tag("fault")
class DiskFullIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private long number;

    @Test
    void belowTheLowWaterMarkTheDoorSaysSoAndOpensAgainWhenThereIsRoom() throws Exception {
        Path disk = small();
        Path ballast = disk.resolve("ballast");
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));

        try (World world = World.start(disk, folder, bundle, hub -> hub.with("HUB_DISK_LOW_WATER", "100MB"))) {
            List<Acked> acked = new ArrayList<>(List.of(world.handIn(Desk.syntheticCase(++number))));
            fill(ballast, Files.getFileStore(disk).getUsableSpace() - 60L * MEGABYTE);
            await().atMost(World.PATIENCE).until(() -> submit(world).status() == 503);

            WireAnswer refused = submit(world);
            assertThat(refused.bodyText()).contains("storage-low");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(world.hub().readiness().status()).isEqualTo(503);
            assertThat(world.hub().readiness().bodyText()).contains("storage");

            Files.delete(ballast);
            await().atMost(World.PATIENCE).until(world.hub()::isReady);
            acked.add(world.handIn(Desk.syntheticCase(++number)));
            world.assertKept(acked);
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void aDiskThatIsReallyFullCostsNoAcknowledgedCase() throws Exception {
        Path disk = small();
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));
        try (World world = World.start(disk, folder, bundle, hub -> hub.with("HUB_DISK_LOW_WATER", "0B"))) {
            List<Acked> acked = new ArrayList<>();
            acked.add(world.handIn(Desk.syntheticCase(++number)));
            fillUp(disk.resolve("ballast"));

            int refused = submitUntilRefused(world, acked);
            assertThat(refused).isEqualTo(503);
            // No word of readiness: without room for its log the database stops, without room for a table it goes on.

            Files.delete(disk.resolve("ballast"));
            await().atMost(World.PATIENCE).until(world.hub()::isReady);
            await().atMost(World.PATIENCE).until(() -> submit(world).status() == 202);
            acked.add(world.handIn(Desk.syntheticCase(++number)));
            world.assertKept(acked);
        } finally {
            run("umount", disk.toString());
        }
    }

    private int submitUntilRefused(World world, List<Acked> acked) throws IOException {
        for (int i = 0; i < 50_000; i++) {
            long n = ++number;
            WireAnswer answer = submit(world, n);
            if (answer.status() != 202) {
                return answer.status();
            }
            acked.add(new Acked(Desk.syntheticCase(n).caseNo(), answer.bodyText(), 1));
        }
        throw new AssertionError("the disk did not fill up");
    }

    private WireAnswer submit(World world) throws IOException {
        return submit(world, ++number);
    }

    private static WireAnswer submit(World world, long n) throws IOException {
        try (DeskClient desk = world.desk()) {
            return desk.submit(Desk.syntheticCase(n).bytes(), "");
        }
    }

    private static void fill(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long written = 0; written < bytes; written += MEGABYTE) {
                channel.write(ByteBuffer.allocate(MEGABYTE));
            }
            channel.force(true);
        }
    }

    /** To the last byte. */
    private static void fillUp(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int block = MEGABYTE; block > 0; block /= 2) {
                while (writes(channel, block)) {
                    assertThat(channel.isOpen()).isTrue();
                }
            }
        }
    }

    private static boolean writes(FileChannel channel, int block) {
        try {
            return channel.write(ByteBuffer.allocate(block)) == block;
        } catch (IOException full) {
            return false;
        }
    }

    /** A disk of its own: what others write beside this test is no matter. */
    private Path small() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("small-disk"));
        assumeThat(mount(disk)).as("a small tmpfs can be mounted here").isTrue();
        return disk;
    }

    private static boolean mount(Path disk) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=450m", "tmpfs", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
