package cn.tongban.hub.blob;

import cn.tongban.hub.vault.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A place for bytes that nobody keeps: sealed under a key that is thrown away, in a folder that goes. */
public final class PassingBlobs implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private @Nullable Path folder;
    private @Nullable Blobs blobs;

    /** As {@link Blobs#draft}; what is published is gone at once. */
    public BlobDraft draft() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return open().draft(new DataKey(new SecretKeySpec(key, "AES"), new byte[0]));
    }

    private synchronized Blobs open() throws IOException {
        if (blobs == null) {
            folder = Files.createTempDirectory("hub-passing");
            blobs = new Blobs(folder, new Nowhere());
        }
        return blobs;
    }

    @Override
    public synchronized void close() throws IOException {
        if (blobs != null && folder != null) {
            blobs.close();
            Files.deleteIfExists(folder);
        }
    }

    private static final class Nowhere implements BlobStore {
        @Override
        public void publish(Path sealed, BlobId id) throws IOException {
            Files.deleteIfExists(sealed);
        }

        @Override
        public Stored open(BlobId id) throws IOException {
            throw new NoSuchFileException("nothing is kept");
        }

        @Override
        public boolean removeOlder(BlobId id, Duration age) {
            return true;
        }

        @Override
        public void listOlder(Duration age, Consumer<BlobId> each) {
            // There never is one.
        }

        @Override
        public String describe() {
            return "nowhere";
        }
    }
}
