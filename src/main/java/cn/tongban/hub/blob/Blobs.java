package cn.tongban.hub.blob;

import cn.tongban.hub.vault.DataKey;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes and reads blobs, sealed under the key of their case. Memory does not grow with their size. */
public final class Blobs implements AutoCloseable {
    /** Bytes that are read from or written to the store at once. */
    static final int BUFFER = 128 * 1024;

    private final Path drafts;
    private final BlobStore store;
    private final ExecutorService helpers = Executors.newCachedThreadPool(Blobs::helper);

    /** @param drafts folder for what is not whole yet; of this process alone */
    public Blobs(Path drafts, BlobStore store) {
        this.drafts = drafts;
        this.store = store;
    }

    /** A new blob; close it, whether or not it was published. */
    public BlobDraft draft(DataKey key) throws IOException {
        makeDrafts();
        Path file = drafts.resolve(UUID.randomUUID() + ".draft");
        return new BlobDraft(file, store, key, helpers);
    }

    /**
     * The plain bytes of a blob. A stream that ends without an exception was whole and unchanged; whoever acts on the first
     * bytes acts before that is known.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such blob
     * @throws BlobDamagedException if it is not what was stored at this address, or the key is another one
     */
    public InputStream read(DataKey key, BlobId id) throws IOException {
        BlobKeys keys = new BlobKeys(key);
        BlobStore.Stored stored = store.open(id);
        try {
            BlobSeal seal = BlobSeal.open(keys.seal(), id, stored.tail(BlobSeal.LENGTH));
            InputStream sealed = new BufferedInputStream(stored.head(stored.length() - BlobSeal.LENGTH), BUFFER);
            return new Opened(keys.stream().newDecryptingStream(sealed, seal.stream()), stored);
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new BlobDamagedException("the blob does not open");
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** The store behind it. */
    public BlobStore store() {
        return store;
    }

    /** Removes drafts to which nothing was written for {@code age}: left by a process that died, or by a thread that did. */
    public int sweepDrafts(Duration age) throws IOException {
        int swept = 0;
        if (Files.isDirectory(drafts)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(drafts, "*.draft")) {
                for (Path file : files) {
                    if (FolderClock.isOlder(file, drafts, age) && Files.deleteIfExists(file)) {
                        swept++;
                    }
                }
            }
        }
        return swept;
    }

    @Override
    public void close() throws IOException {
        helpers.shutdown();
        store.close();
    }

    private static Thread helper(Runnable work) {
        Thread thread = new Thread(work, "blob-digest");
        thread.setDaemon(true);
        return thread;
    }

    private void makeDrafts() throws IOException {
        if (!Files.isDirectory(drafts)) {
            Files.createDirectories(drafts);
        }
    }

    /** Closes the stored blob with its stream. */
    private static final class Opened extends FilterInputStream {
        private final BlobStore.Stored stored;

        Opened(InputStream plain, BlobStore.Stored stored) {
            super(plain);
            this.stored = stored;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                stored.close();
            }
        }
    }
}
