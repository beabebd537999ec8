package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @AfterEach
    void nothingIsLeft() {
        assertThat(ClusterProcesses.in(data.resolve("pg"))).isEmpty();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(TestDatabase.settings(data));
    }

    @Test
    void keepsItsPortItsPasswordAndItsRowsAcrossANormalStop() throws Exception {
        String url;
        try (EmbeddedPostgres first = start()) {
            Clusters.run(first, "create table mark as select 1 as n");
            url = first.url();
        }
        assertThat(data.resolve("pg/postmaster.pid")).doesNotExist();

        try (EmbeddedPostgres second = start()) {
            assertThat(second.url()).isEqualTo(url);
            assertThat(Clusters.ask(second, "select count(*) from mark")).isEqualTo("1");
        }
    }

    @Test
    void runsWithTheSettingsOfItsPromises() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            for (String setting : List.of(
                    "fsync=on",
                    "full_page_writes=on",
                    "synchronous_commit=on",
                    "wal_level=logical",
                    "max_slot_wal_keep_size=1GB",
                    "listen_addresses=127.0.0.1",
                    "server_encoding=UTF8",
                    "data_checksums=on",
                    "log_statement=none",
                    "log_min_error_statement=panic",
                    "log_parameter_max_length_on_error=0")) {
                String[] pair = setting.split("=");
                assertThat(Clusters.ask(postgres, "show " + pair[0])).as(pair[0]).isEqualTo(pair[1]);
            }
        }
    }

    @Test
    void refusesAWrongPasswordAndTrustsNobody() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            for (String role : List.of(EmbeddedSettings.HUB, ClusterFolder.SUPERUSER)) {
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), role, "wrong"))
                        .isInstanceOfSatisfying(
                                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            }
            assertThat(rules(data.resolve("pg/pg_hba.conf"))).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
            assertThat(Files.getPosixFilePermissions(data.resolve("pg-password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static List<String> rules(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void startsTheServerAgainWhenItWasKilled() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            Clusters.run(postgres, "create table mark as select 1 as n");
            long before = postgres.pid();

            ProcessHandle.of(before).orElseThrow().destroyForcibly();

            await().atMost(LONG).until(() -> postgres.pid() != before && postgres.trouble().isEmpty());
            assertThat(Clusters.ask(postgres, "select count(*) from mark")).isEqualTo("1");
            assertThat(Clusters.postmasters(data)).hasSize(1);
        }
    }

    @Test
    void saysWhyItCannotComeBackAndGoesOnTrying() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            Path away = data.resolve("pg-away");
            long before = postgres.pid();
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            Files.move(data.resolve("pg"), away);

            await().atMost(LONG).until(() -> postgres.trouble()
                    .filter(it -> it.contains("does not start") && !it.contains(data.toString()))
                    .isPresent());
            Files.move(away, data.resolve("pg"));

            await().atMost(LONG).until(() -> postgres.trouble().isEmpty() && postgres.pid() != before);
            assertThat(Clusters.ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void closesWhileTheServerCannotComeBack() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            Files.move(data.resolve("pg"), data.resolve("pg-away"));

            await().atMost(LONG).until(() -> postgres.trouble().isPresent());
        }
        Files.move(data.resolve("pg-away"), data.resolve("pg"));
    }

    @Test
    void endsBackendsThatOutliveTheirPostmaster() throws Exception {
        Path cluster = data.resolve("pg");
        try (EmbeddedPostgres postgres = start()) {
            ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
            ProcessHandle child = postmaster.children().findFirst().orElseThrow();
            signal("STOP", child.pid());

            postmaster.destroyForcibly();

            await().atMost(LONG).until(() -> postgres.pid() != postmaster.pid());
            assertThat(ClusterProcesses.alive(child.pid())).isFalse();
            assertThat(Clusters.ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor()).isZero();
    }

    @Test
    void aProcessNumberThatNowBelongsToAnotherProgramIsNoServer() throws Exception {
        start().close();
        Files.write(
                data.resolve("pg/postmaster.pid"),
                List.of(
                        Long.toString(ProcessHandle.current().pid()),
                        data.resolve("pg").toString(),
                        Long.toString(Instant.parse("2026-03-16T00:00:00Z").getEpochSecond()),
                        "5432"));

        try (EmbeddedPostgres postgres = start()) {
            assertThat(Clusters.ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void movesToAnotherPortOnlyWhenTheOldOneIsTaken() throws Exception {
        start().close();
        int remembered = Integer.parseInt(Files.readString(data.resolve("pg-port")));

        try (ServerSocket other = new ServerSocket(remembered, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedPostgres moved = start()) {
            assertThat(moved.url()).doesNotContain(":" + other.getLocalPort() + "/");
            assertThat(moved.url()).contains(":" + Files.readString(data.resolve("pg-port")) + "/");
        }
    }

    @Test
    void refusesAConfiguredPortThatBelongsToAnotherProgram() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(
                            TestDatabase.settings(data).withPort(other.getLocalPort())))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("belongs to another program");
        }
    }

    @Test
    void refusesASecondHubOnTheSameFolder() {
        try (EmbeddedPostgres first = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Another hub (process " + ProcessHandle.current().pid() + ")");
            assertThat(first.trouble()).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatLostItsPassword() throws Exception {
        start().close();
        Files.delete(data.resolve("pg-password"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("lost its password file");
    }

    @Test
    void goesOnAfterAKillDuringTheFirstStart() throws Exception {
        Files.createDirectories(data.resolve("pg-unfinished/base"));
        Files.writeString(data.resolve("pg-unfinished/PG_VERSION"), "18");

        try (EmbeddedPostgres postgres = start()) {
            assertThat(Clusters.ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void writesNoValueOfAFailedStatementIntoItsLog() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            Clusters.run(postgres, "create table person (id text primary key, age int)");
            Clusters.run(postgres, "insert into person values ('610702190001010011', 1)");

            assertThatThrownBy(() -> Clusters.run(postgres, "insert into person values ('610702190001010011', 2)"))
                    .hasMessageNotContaining("610702");
            assertThatThrownBy(() -> Clusters.run(postgres, "select '610702190001010011'::uuid"))
                    .isInstanceOf(SQLException.class);
        }
        try (Stream<Path> logs = Files.list(data.resolve("pg-log"))) {
            assertThat(logs).isNotEmpty().allSatisfy(log -> assertThat(log).content().doesNotContain("610702"));
        }
    }
}
