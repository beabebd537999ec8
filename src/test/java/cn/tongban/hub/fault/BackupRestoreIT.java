package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub is backed up while it works, goes on, and is lost. A new one made of the backup goes on where it was, and the
 * receipts of the partners say what had been done since.
 */
@Tag("fault")
class BackupRestoreIT {
    private static final int RATE = 60;

    @TempDir
    private Path folder;

    private World world;
    private Desk desk;

    @BeforeEach
    void start() {
        world = World.start(folder);
        desk = new Desk(world.hub().url(), 16, 100_000);
    }

    @AfterEach
    void stop() {
        desk.close();
        world.close();
    }

    @Test
    void aHubIsRestoredAndNothingHappensTwice() throws Exception {
        List<Acked> waiting = stepsThatWait();
        List<Acked> before = new ArrayList<>(waiting);
        desk.start(RATE);
        await().atMost(World.PATIENCE).until(() -> desk.acked().size() > 200);
        world.platform().down();
        int atOutage = desk.acked().size();
        await().atMost(World.PATIENCE).until(() -> desk.acked().size() > atOutage + 100);
        before.addAll(desk.acked().values());

        Path backup = folder.resolve("backup");
        assertThat(command(world.hub().data(), "backup", backup.toString())).contains("Backed up");
        assertThat(backup.resolve("data/master.key")).doesNotExist();
        world.platform().healthy();
        int afterBackup = desk.acked().size();
        await().atMost(World.PATIENCE).until(() -> desk.acked().size() > afterBackup + 200);
        world.window().healthy();
        desk.stopArrivals();
        await().atMost(World.PATIENCE).until(() -> desk.open() == 0);
        waiting.forEach(one -> world.awaitState(one.caseNo(), "city-window", "delivered"));
        world.hub().kill();
        world.database().killPostmaster();

        Path fresh = folder.resolve("restored");
        damageIsFound(backup, fresh);
        assertThat(command(fresh, "restore", backup.toString())).contains("Restored the backup");
        assertThat(command(fresh, "restore", backup.toString())).contains("not empty");
        HubProcess restored = world.moveTo(fresh);
        restored.start();
        assertThat(restored.log()).contains("Restored from the backup of");
        assertThat(fresh.resolve("restored")).doesNotExist();
        for (int i = 0; i < 20; i++) {
            before.add(world.handInFresh());
        }

        List<String> breaches = world.breaches(before, ledger -> System.out.printf(
                "restore run: %d acknowledged before the backup or after the restore%n%s", before.size(),
                ledger.repeatTable()));
        // What was taken in after the backup is lost with the old hub, though the platform has it.
        Set<String> known = Set.copyOf(world.database().strings("select id::text from delivery"));
        breaches.removeIf(breach -> breach.contains("seen there, but not delivered")
                && !known.contains(breach.substring(breach.lastIndexOf(' ') + 1)));
        assertThat(breaches).isEmpty();
        assertThat(world.database().strings("select doubtful::text from restored")).hasSize(1);
        restored.restart();
        assertThat(world.database().strings("select doubtful::text from restored")).hasSize(1);
    }

    /** Cases whose desk is closed, so that their steps are still to be delivered when the backup is taken. */
    private List<Acked> stepsThatWait() {
        List<Acked> cases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cases.add(world.handInFresh());
        }
        cases.forEach(one -> world.awaitState(one.caseNo(), "city-platform", "delivered"));
        world.window().down();
        cases.forEach(one -> world.step(one.caseNo(), "{\"status\":\"07\"}"));
        return cases;
    }

    private void damageIsFound(Path backup, Path fresh) throws IOException {
        Path victim;
        try (Stream<Path> files = Files.walk(backup.resolve("data/pg/base"))) {
            victim = files.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(victim);
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(victim, changed);
        assertThat(command(fresh, "restore", backup.toString())).contains("damaged");
        assertThat(fresh).doesNotExist();
        Files.write(victim, bytes);
        Path other = Files.writeString(folder.resolve("other.key"), "A".repeat(43) + "=", StandardCharsets.US_ASCII);
        assertThat(command(fresh, "restore", backup.toString(), "--key", other.toString())).contains("not the master key");
        assertThat(fresh).doesNotExist();
    }

    private static String command(Path data, Object... arguments) {
        try (JavaProcess process = JavaProcess.hub().args(arguments).env("HUB_DATA", data).start()) {
            process.exitCode(Duration.ofMinutes(2));
            return process.output();
        }
    }
}
