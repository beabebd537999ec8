package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A disk that is really full: a small file system in memory, where this user may mount one. */
@Tag("fault")
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    Path disk;

    @BeforeEach
    void mount() throws Exception {
        int code = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assumeThat(code).as("this user may not mount a file system").isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        new ProcessBuilder("umount", disk.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start()
                .waitFor();
    }

    @Test
    void losesNothingAndComesBackWhenThereIsRoom() throws Exception {
        Path data = disk.resolve("data");
        Path ballast = disk.resolve("ballast");
        DiskSpace storage = new DiskSpace(disk, DataSize.ofMegabytes(16));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestDatabase.settings(data))) {
            Clusters.run(postgres, "create table mark (n bigint primary key, filler text)");
            assertThat(storage.low()).isFalse();
            fill(ballast);

            long acknowledged = insertUntilRefused(postgres);
            storage.look();
            assertThat(storage.low()).isTrue();

            Files.delete(ballast);
            storage.look();
            assertThat(storage.low()).isFalse();
            await().atMost(LONG).untilAsserted(() -> assertThat(Long.parseLong(count(postgres)))
                    .isGreaterThanOrEqualTo(acknowledged));
            Clusters.run(postgres, "insert into mark values (-1, 'there is room again')");
        }
    }

    /** No table grows, only the write-ahead log, and without room for that the server cannot run. */
    @Test
    void startsTheServerAgainWhenItsLogHadNoRoom() throws Exception {
        Path ballast = disk.resolve("ballast");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestDatabase.settings(disk.resolve("data")))) {
            Clusters.run(postgres, "create table mark as select 1 as n");
            fill(ballast);

            assertThatThrownBy(() -> Clusters.run(
                            postgres,
                            """
                            select count(pg_logical_emit_message(true, 'test', repeat(md5(n::text), 30000)))
                            from generate_series(1, 300) n"""))
                    .isInstanceOf(SQLException.class);
            await().atMost(LONG).until(() -> postgres.trouble().isPresent());

            Files.delete(ballast);
            await().atMost(LONG).until(() -> postgres.trouble().isEmpty());
            assertThat(count(postgres)).isEqualTo("1");
        }
    }

    private static String count(DatabaseAddress postgres) {
        try {
            return Clusters.ask(postgres, "select count(*) from mark");
        } catch (SQLException notYet) {
            throw new AssertionError(notYet);
        }
    }

    /** The number of rows whose commit was confirmed. */
    private static long insertUntilRefused(DatabaseAddress postgres) {
        for (long n = 1; ; n++) {
            try {
                Clusters.run(postgres, "insert into mark values (" + n + ", repeat('x', 100000))");
            } catch (SQLException refused) {
                return n - 1;
            }
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(ballast).getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
