package cn.tongban.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.fault.FreePorts;
import cn.tongban.hub.vault.DataKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises over a real S3 server: S3Proxy on a folder, in a process of its own. */
class S3BlobStoreIT {
    private static final DataKey KEY = key(1);
    private static final DataKey OTHER = key(2);

    @TempDir
    private static Path folder;

    private static Process server;
    private static int port;
    private static Blobs blobs;

    @BeforeAll
    static void start() throws IOException {
        port = FreePorts.next();
        Files.createDirectories(folder.resolve("objects/hub-blobs"));
        Path settings = Files.writeString(folder.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=hub
                s3proxy.credential=hub-secret
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """.formatted(port, folder.resolve("objects")));
        server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar",
                Path.of("target/s3/s3proxy.jar").toAbsolutePath().toString(), "--properties", settings.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("s3proxy.log").toFile()).start();
        await("S3 server").atMost(Duration.ofSeconds(60)).until(S3BlobStoreIT::listens);
        blobs = open("hub-secret");
    }

    @AfterAll
    static void stop() throws Exception {
        if (blobs != null) {
            blobs.close();
        }
        server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void whatWasWrittenComesBack() throws IOException {
        byte[] plain = bytes(300_000, 1);

        BlobId id = store(blobs, KEY, plain);

        assertThat(read(KEY, id)).isEqualTo(plain);
        assertThat(store(blobs, KEY, plain)).isEqualTo(id);
        assertThat(store(blobs, OTHER, plain)).isNotEqualTo(id);
        assertThatThrownBy(() -> read(OTHER, id)).isInstanceOf(BlobDamagedException.class);
    }

    @Test
    void aLargeOneGoesInParts() throws IOException {
        byte[] plain = bytes(40 << 20, 2);

        BlobId id = store(blobs, KEY, plain);

        assertThat(read(KEY, id)).isEqualTo(plain);
        try (Stream<Path> drafts = Files.list(folder.resolve("drafts"))) {
            assertThat(drafts).isEmpty();
        }
    }

    @Test
    void stoppingEarlyDoesNoHarm() throws IOException {
        BlobId id = store(blobs, KEY, bytes(20 << 20, 3));

        try (InputStream in = blobs.read(KEY, id)) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }

        assertThat(read(KEY, id)).hasSize(20 << 20);
    }

    @Test
    void onlyOldOnesAreListedAndRemoved() throws IOException {
        BlobId id = store(blobs, KEY, bytes(10, 4));
        List<BlobId> old = new ArrayList<>();
        List<BlobId> all = new ArrayList<>();

        blobs.store().listOlder(Duration.ofDays(1), old::add);
        blobs.store().listOlder(Duration.ofSeconds(-60), all::add);

        assertThat(old).isEmpty();
        assertThat(all).contains(id);
        assertThat(blobs.store().removeOlder(id, Duration.ofDays(1))).isFalse();
        assertThat(blobs.store().removeOlder(id, Duration.ofSeconds(-60))).isTrue();
        assertThatThrownBy(() -> read(KEY, id)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aStoreThatRefusesIsAnErrorWithoutSecrets() throws IOException {
        try (Blobs stranger = open("another-secret")) {
            assertThatThrownBy(() -> store(stranger, KEY, bytes(10, 5))).isInstanceOf(IOException.class)
                    .hasMessageNotContaining("another-secret").hasMessageContaining("403");
        }
    }

    private static Blobs open(String secret) {
        return new Blobs(folder.resolve("drafts"), new S3BlobStore(new S3Properties(
                "hub-blobs", "http://127.0.0.1:" + port, "us-east-1", "hub", secret, "blobs/")));
    }

    private static BlobId store(Blobs into, DataKey key, byte[] plain) throws IOException {
        try (BlobDraft draft = into.draft(key)) {
            draft.write(plain, 0, plain.length);
            return draft.publish();
        }
    }

    private static byte[] read(DataKey key, BlobId id) throws IOException {
        try (InputStream in = blobs.read(key, id)) {
            return in.readAllBytes();
        }
    }

    private static boolean listens() {
        assertThat(server.isAlive()).as("S3 server runs").isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static DataKey key(int seed) {
        return new DataKey(new SecretKeySpec(bytes(32, 100 + seed), "AES"), new byte[0]);
    }
}
