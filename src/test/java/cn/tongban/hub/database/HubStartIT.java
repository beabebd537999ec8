package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole hub in a process of its own: when it starts, when it refuses, and what it says about its database. */
class HubStartIT {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private final HttpClient http = HttpClient.newHttpClient();

    private JavaProcess.Launch hub() {
        return JavaProcess.hub()
                .env("HUB_DATA", data)
                .env("HUB_SECRETS_GENERATE_MISSING", true)
                .env("HUB_DB_BINARIES", TestDatabase.binaries())
                .env("HUB_PORT", 0);
    }

    private JavaProcess.Launch hubOn(DatabaseAddress external) {
        return hub().env("HUB_DB_URL", external.url())
                .env("HUB_DB_USER", external.user())
                .env("HUB_DB_PASSWORD", external.password());
    }

    private static String address(JavaProcess hub) {
        String line = hub.awaitLine("is ready at ", LONG);
        return line.replaceAll(".*is ready at (\\S+).*", "$1");
    }

    private HttpResponse<String> get(String url) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void saysWhyItIsNotReadyStaysAliveAndRecovers() throws IOException {
        try (JavaProcess hub = hub().start()) {
            String health = address(hub) + "/actuator/health";
            assertThat(get(health + "/readiness").statusCode()).isEqualTo(200);

            Clusters.postmasters(data).forEach(ProcessHandle::destroyForcibly);
            Files.move(data.resolve("pg"), data.resolve("pg-away"));
            await().atMost(LONG).untilAsserted(() -> assertThat(get(health + "/readiness"))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                    .satisfies(answer -> assertThat(answer.body())
                            .containsPattern("database: connection refused, since \\d+ s; .*; being restarted")));
            assertThat(get(health + "/liveness").statusCode()).isEqualTo(200);

            Files.move(data.resolve("pg-away"), data.resolve("pg"));
            await().atMost(LONG).until(() -> get(health + "/readiness").statusCode() == 200);

            hub.sigterm();
            assertThat(hub.exitCode(LONG)).isEqualTo(143);
        }
        assertThat(ClusterProcesses.in(data.resolve("pg"))).isEmpty();
    }

    @Test
    void showsNeitherAddressesNorStackTraces() {
        try (JavaProcess hub = hub().env("HUB_DISK_LOW_WATER", "100000GB").start()) {
            String address = address(hub);

            HttpResponse<String> readiness = get(address + "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("storage low").doesNotContain("jdbc:", data.toString());
            assertThat(get(address + "/actuator/env").statusCode()).isEqualTo(404);
            assertThat(get(address + "/actuator/prometheus").body()).contains("hub_database_up 1.0");
        }
    }

    @Test
    void refusesADatabaseThatForgets() {
        try (EmbeddedPostgres unsafe =
                EmbeddedPostgres.start(TestDatabase.settings(elsewhere).withServer("fsync", "off"))) {
            try (JavaProcess refused = hubOn(unsafe).start()) {
                assertThat(refused.exitCode(LONG)).isEqualTo(1);
                assertThat(refused.output()).contains("fsync = off", "HUB_DB_ALLOW_UNSAFE").doesNotContain("\tat ");
            }
            try (JavaProcess allowed = hubOn(unsafe).env("HUB_DB_ALLOW_UNSAFE", true).start()) {
                assertThat(get(address(allowed) + "/actuator/health/readiness").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void waitsForAnExternalDatabaseThatComesLater() {
        EmbeddedPostgres external = EmbeddedPostgres.start(TestDatabase.settings(elsewhere));
        JavaProcess.Launch launch = hubOn(external);
        external.close();
        try (JavaProcess hub = launch.start()) {
            hub.awaitLine("does not answer yet", LONG);
            try (EmbeddedPostgres back = EmbeddedPostgres.start(TestDatabase.settings(elsewhere))) {
                assertThat(back.url()).isEqualTo(external.url());
                address(hub);
                assertThat(data.resolve("pg")).doesNotExist();
            }
        }
    }

    @Test
    void refusesASecondHubOnTheSameData() {
        try (JavaProcess first = hub().start()) {
            address(first);
            try (JavaProcess second = hub().start()) {
                assertThat(second.exitCode(LONG)).isEqualTo(1);
                assertThat(second.output()).contains("Another hub (process " + first.pid() + ")", "HUB_DATA");
            }
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void refusesInWordsWhenASecretIsMissing() {
        try (JavaProcess hub = hub().env("HUB_SECRETS_GENERATE_MISSING", false).start()) {
            assertThat(hub.exitCode(LONG)).isEqualTo(1);
            assertThat(hub.output()).contains("HUB_SECRET_CITY_PLATFORM_SIGN_KEY").doesNotContain("\tat ");
        }
        assertThat(ClusterProcesses.in(data.resolve("pg"))).isEmpty();
    }

    @Test
    void writesOneJsonObjectPerLineWhenAsked() {
        try (JavaProcess hub = hub().env("HUB_LOG_FORMAT", "ecs").start()) {
            assertThat(hub.awaitLine("is ready at ", LONG)).startsWith("{").endsWith("}").contains("\"ecs\":{\"version\"");
        }
    }
}
