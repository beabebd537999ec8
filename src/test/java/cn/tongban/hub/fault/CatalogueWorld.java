package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** A hub that reads the province's catalogue, with what tests ask of both. */
final class CatalogueWorld implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;

    private CatalogueWorld(World world) {
        this.world = world;
    }

    /** Both running, and the sample catalogue down. */
    static CatalogueWorld start(Path folder) {
        CatalogueWorld catalogue = new CatalogueWorld(World.withCatalogue(folder));
        catalogue.awaitAll();
        return catalogue;
    }

    static void soon(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).untilAsserted(check);
    }

    World world() {
        return world;
    }

    SandboxSystem province() {
        return world.sandbox().catalogue();
    }

    /** Waits until as many items have come down as the province has. */
    void awaitAll() {
        soon(() -> assertThat(number("select count(distinct task_code) from item_version"))
                .isEqualTo(province().command("GET", "items", "").path("count").asLong()));
    }

    long number(String sql) {
        return Long.parseLong(world.database().strings(sql).get(0));
    }

    JsonNode api(String path) {
        try {
            String token = Files.readString(world.hub().data().resolve("admin.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(world.hub().url() + "/api/v1" + path))
                    .header("Authorization", "Bearer " + token).build();
            return JSON.readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
