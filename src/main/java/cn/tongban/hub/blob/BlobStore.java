package cn.tongban.hub.blob;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Where sealed blobs lie. What it is given is sealed already; it neither opens nor names anything. */
public interface BlobStore extends Closeable {
    /**
     * Makes a finished file readable under its address, whole or not at all, and durable when this returns. One that is
     * there already is replaced: same address, same plain bytes, and the new one is as young as its newest use.
     *
     * @param sealed is consumed: gone afterwards, whatever happens
     */
    void publish(Path sealed, BlobId id) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if nothing lies there */
    Stored open(BlobId id) throws IOException;

    /** Forgets a blob unless it was published within {@code age}, by the store's own clock; false when it is there still. */
    boolean removeOlder(BlobId id, Duration age) throws IOException;

    /** Names the blobs that were published longer ago than {@code age}, by the store's own clock. */
    void listOlder(Duration age, Consumer<BlobId> each) throws IOException;

    /** What to tell a person about where it is; no secrets. */
    String describe();

    @Override
    default void close() throws IOException {}

    /** An open sealed blob. */
    interface Stored extends Closeable {
        long length();

        /** The last {@code bytes} bytes. */
        byte[] tail(int bytes) throws IOException;

        /** The first {@code bytes} bytes as a stream; asked for once. */
        InputStream head(long bytes) throws IOException;
    }
}
