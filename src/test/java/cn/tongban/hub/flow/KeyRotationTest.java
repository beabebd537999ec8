package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.connector.SignedRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk gets a new key in the middle of its traffic. */
class KeyRotationTest {
    private final Bundles bundles = new Bundles();
    private final AtomicReference<Secret> key = new AtomicReference<>(new Secret("old key"));
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    private volatile boolean going = true;

    @Test
    void aKeyIsRotatedUnderTrafficAndNobodyIsRefused() throws IOException {
        bundles.secrets = folder;
        bundles.environment.remove("HUB_SECRET_DESK_DOOR_KEY");
        bundles.file("connectors/desk/connector.yaml", bundles.text("connectors/desk/connector.yaml")
                .replace("{desk-01: door-key}", "{desk-01: [door-key, door-key-next]}")
                .replace("secrets: [", "secrets: [door-key-next, "));
        Files.writeString(folder.resolve("desk.door-key"), "old key");
        Bundle bundle = bundles.read();
        ExecutorService desks = Executors.newFixedThreadPool(4);
        try (DoorServer server = new DoorServer()) {
            server.active().swap(BundleContext.start(bundle, bundles.ports()));
            for (int i = 0; i < 4; i++) {
                desks.execute(() -> keepSending(server));
            }
            awaitMore();

            Files.writeString(folder.resolve("desk.door-key-next"), "new key");
            reload(bundle);
            awaitMore();
            key.set(new Secret("new key"));
            awaitMore();
            await().until(() -> server.meters().find("hub.door.key").tag("type", "door-key-next").counter() != null);
            double byOldKey = byKey(server, "door-key");
            awaitMore();
            assertThat(byKey(server, "door-key")).as("nobody uses the old one any more").isEqualTo(byOldKey);
            Files.writeString(folder.resolve("desk.door-key"), "new key");
            Files.delete(folder.resolve("desk.door-key-next"));
            reload(bundle);
            awaitMore();
            going = false;
            desks.shutdown();
            await().until(desks::isTerminated);

            assertThat(answers).containsOnlyKeys(202);
            key.set(new Secret("old key"));
            send(server);
            assertThat(answers).as("the old key is worth nothing").containsEntry(401, 1);
        } finally {
            going = false;
            desks.shutdownNow();
        }
    }

    private void reload(Bundle bundle) {
        new SecretLoader(bundles.environment::get, folder, false)
                .reload(bundle.connectors().get("desk"), bundle.secrets());
    }

    private void awaitMore() {
        int before = sent.get();
        await().until(() -> sent.get() >= before + 40);
    }

    private void keepSending(DoorServer server) {
        while (going) {
            send(server);
        }
    }

    private void send(DoorServer server) {
        byte[] body = DoorsTest.aCase("P-" + sent.incrementAndGet());
        HttpRequest.Builder request = server.plain("/in/desk/cases").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new HmacSm3Signature(Clock.systemUTC())
                .headers("desk-01", key.get(), new SignedRequest("POST", "/in/desk/cases", body))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        answers.merge(server.send(request).statusCode(), 1, Integer::sum);
    }

    private static double byKey(DoorServer server, String key) {
        return server.meters().get("hub.door.key").tag("type", key).counter().count();
    }
}
