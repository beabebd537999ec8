package cn.tongban.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.vault.DataKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored comes back, only under its own key and at its own address, or not at all. */
class BlobStoreTest {
    private static final DataKey ONE = key(1);
    private static final DataKey OTHER = key(2);

    @TempDir
    private Path folder;

    private Path root;
    private Blobs blobs;

    @BeforeEach
    void open() {
        root = folder.resolve("blobs");
        blobs = new Blobs(folder.resolve("drafts"), new FileBlobStore(root));
    }

    @AfterEach
    void close() throws IOException {
        blobs.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, BlobKeys.SEGMENT - 41, BlobKeys.SEGMENT - 40, BlobKeys.SEGMENT, 1_000_003})
    void whatWasWrittenComesBack(int size) throws IOException {
        byte[] plain = bytes(size, 7);

        BlobId id = store(ONE, plain);

        assertThat(read(ONE, id)).isEqualTo(plain);
        assertThat(drafts()).isEmpty();
    }

    @Test
    void tellsSizeAndDigests() throws IOException {
        byte[] plain = "abc".getBytes(StandardCharsets.US_ASCII);
        try (BlobDraft draft = blobs.draft(ONE)) {
            draft.write(plain, 0, 1);
            draft.write(plain, 1, 2);

            Content content = draft.finish();

            assertThat(content.size()).isEqualTo(3);
            assertThat(content.sha256()).isEqualTo(Digests.hex(Digests.sha256(plain)));
            assertThat(content.sm3()).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        }
    }

    @Test
    void equalBytesMeetWithinACaseAndNowhereElse() throws IOException {
        byte[] plain = bytes(5000, 1);

        BlobId first = store(ONE, plain);

        assertThat(store(ONE, plain)).isEqualTo(first);
        assertThat(store(ONE, bytes(5000, 2))).isNotEqualTo(first);
        BlobId elsewhere = store(OTHER, plain);
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(List.of(first.hex(), elsewhere.hex())).doesNotContain(Digests.hex(Digests.sha256(plain)));
        assertThat(files()).hasSize(3);
    }

    @Test
    void nothingOfThePlainBytesIsOnDisk() throws IOException {
        byte[] planted = "测试甲 11010119000101001X".getBytes(StandardCharsets.UTF_8);
        store(ONE, planted);

        for (Path file : files()) {
            String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(raw).doesNotContain(new String(planted, StandardCharsets.ISO_8859_1));
            assertThat(file.toString()).doesNotContain(Digests.hex(Digests.sha256(planted)).substring(0, 12));
        }
    }

    @Test
    void withoutItsKeyABlobCannotBeRead() throws IOException {
        BlobId id = store(ONE, bytes(1000, 3));

        assertThatThrownBy(() -> read(OTHER, id)).isInstanceOf(BlobDamagedException.class);
    }

    @Test
    void movedToAnotherAddressItDoesNotOpen() throws IOException {
        BlobId first = store(ONE, bytes(1000, 4));
        BlobId second = store(ONE, bytes(1000, 5));
        Files.copy(place(first), place(second), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> read(ONE, second)).isInstanceOf(BlobDamagedException.class);
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        byte[] plain = bytes(2 * BlobKeys.SEGMENT, 6);
        BlobId id = store(ONE, plain);
        byte[] good = Files.readAllBytes(place(id));
        for (int at : new int[] {0, 30, 500, BlobKeys.SEGMENT + 5, good.length - 80, good.length - 60, good.length - 1}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(place(id), bad);

            assertThatThrownBy(() -> read(ONE, id)).as("byte %d", at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutOffAtASegmentItDoesNotPass() throws IOException {
        BlobId id = store(ONE, bytes(3 * BlobKeys.SEGMENT, 8));
        byte[] good = Files.readAllBytes(place(id));
        byte[] bad = new byte[2 * BlobKeys.SEGMENT + BlobSeal.LENGTH];
        System.arraycopy(good, 0, bad, 0, 2 * BlobKeys.SEGMENT);
        System.arraycopy(good, good.length - BlobSeal.LENGTH, bad, 2 * BlobKeys.SEGMENT, BlobSeal.LENGTH);
        Files.write(place(id), bad);

        assertThatThrownBy(() -> read(ONE, id)).isInstanceOf(IOException.class);
    }

    @Test
    void aDraftThatIsNotPublishedLeavesNothing() throws IOException {
        try (BlobDraft draft = blobs.draft(ONE)) {
            draft.write(bytes(300_000, 9), 0, 300_000);
            assertThat(drafts()).hasSize(1);
        }

        assertThat(drafts()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aDraftCanBeLookedInto() throws IOException {
        byte[] plain = bytes(400_000, 10);
        try (BlobDraft draft = blobs.draft(ONE)) {
            draft.write(plain, 0, plain.length);
            try (java.nio.channels.SeekableByteChannel look = draft.look()) {
                java.nio.ByteBuffer part = java.nio.ByteBuffer.allocate(1000);
                look.position(250_000);
                while (part.hasRemaining()) {
                    look.read(part);
                }

                assertThat(look.size()).isEqualTo(plain.length);
                assertThat(part.array()).isEqualTo(java.util.Arrays.copyOfRange(plain, 250_000, 251_000));
            }
        }
    }

    @Test
    void draftsOfADeadProcessAreSweptAndThoseAtWorkAreNot() throws IOException {
        Files.createDirectories(folder.resolve("drafts"));
        Path old = Files.write(folder.resolve("drafts/old.draft"), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(Files.getLastModifiedTime(old).toInstant().minusSeconds(7200)));
        try (BlobDraft draft = blobs.draft(ONE)) {
            draft.write(new byte[10], 0, 10);

            assertThat(blobs.sweepDrafts(Duration.ofHours(1))).isEqualTo(1);
            assertThat(drafts()).hasSize(1);
        }
        assertThat(old).doesNotExist();
    }

    @Test
    void onlyOldBlobsAreListedAndRemoved() throws IOException {
        BlobId old = store(ONE, bytes(10, 11));
        BlobId young = store(ONE, bytes(10, 12));
        Instant long_ago = Files.getLastModifiedTime(place(old)).toInstant().minus(Duration.ofDays(2));
        Files.setLastModifiedTime(place(old), FileTime.from(long_ago));
        List<BlobId> listed = new ArrayList<>();

        blobs.store().listOlder(Duration.ofDays(1), listed::add);

        assertThat(listed).containsExactly(old);
        assertThat(blobs.store().removeOlder(young, Duration.ofDays(1))).isFalse();
        assertThat(read(ONE, young)).hasSize(10);
        assertThat(blobs.store().removeOlder(old, Duration.ofDays(1))).isTrue();
        assertThatThrownBy(() -> read(ONE, old)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void storedAgainABlobIsYoungAgain() throws IOException {
        BlobId id = store(ONE, bytes(10, 13));
        Files.setLastModifiedTime(place(id), FileTime.from(Instant.EPOCH));

        store(ONE, bytes(10, 13));

        assertThat(blobs.store().removeOlder(id, Duration.ofDays(1))).isFalse();
    }

    private BlobId store(DataKey key, byte[] plain) throws IOException {
        try (BlobDraft draft = blobs.draft(key)) {
            for (int at = 0; at < plain.length; at += 60_000) {
                draft.write(plain, at, Math.min(60_000, plain.length - at));
            }
            return draft.publish();
        }
    }

    private byte[] read(DataKey key, BlobId id) throws IOException {
        try (InputStream in = blobs.read(key, id)) {
            return in.readAllBytes();
        }
    }

    private Path place(BlobId id) {
        return root.resolve(id.hex().substring(0, 2)).resolve(id.hex().substring(2, 4)).resolve(id.hex());
    }

    private List<Path> files() {
        return list(root);
    }

    private List<Path> drafts() {
        return list(folder.resolve("drafts"));
    }

    private static List<Path> list(Path under) {
        if (Files.notExists(under)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
