package cn.tongban.hub.blob;

import cn.tongban.hub.vault.DataKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way into the store, sealed as they come and digested on the way. They become readable by
 * {@link #publish}, whole; a draft that is closed without it leaves nothing. For one thread.
 */
public final class BlobDraft implements AutoCloseable {
    private static final int FLUSH_EVERY = 32 << 20;

    private final Path file;
    private final BlobStore store;
    private final BlobKeys keys;
    private final byte[] stream = BlobSeal.freshStream();
    private final FileChannel channel;
    private final OutputStream sealing;
    private final ContentDigest digest;
    private final Executor helpers;
    private long unflushed;
    private @Nullable FutureTask<Void> flush;
    private @Nullable Content content;

    /** @param file a fresh name in the folder of drafts */
    BlobDraft(Path file, BlobStore store, DataKey key, Executor helpers) throws IOException {
        this.file = file;
        this.store = store;
        this.keys = new BlobKeys(key);
        this.helpers = helpers;
        this.digest = new ContentDigest(helpers);
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            this.sealing = keys.stream().newEncryptingStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), Blobs.BUFFER), stream);
        } catch (GeneralSecurityException e) {
            channel.close();
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        sealing.write(bytes, offset, length);
        unflushed += length;
        if (unflushed >= FLUSH_EVERY && (flush == null || flush.isDone())) {
            awaitFlush();
            unflushed = 0;
            flush = new FutureTask<>(this::flush);
            helpers.execute(flush);
        }
    }

    /** While more comes, so that {@link #publish} has less to wait for. */
    private @Nullable Void flush() throws IOException {
        channel.force(false);
        return null;
    }

    /** A system tells a failed flush once only, so none may be forgotten. */
    private void awaitFlush() throws IOException {
        FutureTask<Void> running = flush;
        flush = null;
        if (running == null) {
            return;
        }
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while flushing");
        } catch (ExecutionException e) {
            throw new IOException("a flush failed", e.getCause());
        }
    }

    /** All was written; tells what it was. */
    public Content finish() throws IOException {
        if (content == null) {
            awaitFlush();
            sealing.close();
            content = digest.finish();
        }
        return content;
    }

    /** What was written, to be looked into. Nothing but this draft can read it yet. */
    public SeekableByteChannel look() throws IOException {
        finish();
        FileChannel sealed = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return keys.stream().newSeekableDecryptingChannel(sealed, stream);
        } catch (GeneralSecurityException | IOException e) {
            sealed.close();
            throw new BlobDamagedException("a draft cannot be read");
        }
    }

    /** Durable and readable when this returns; to be called once. */
    public BlobId publish() throws IOException {
        Content whole = finish();
        BlobId id = keys.address(whole);
        byte[] seal = new BlobSeal(stream, whole.size()).close(keys.seal(), id);
        try (FileChannel end = FileChannel.open(file, StandardOpenOption.APPEND)) {
            end.write(ByteBuffer.wrap(seal));
            end.force(true);
        }
        store.publish(file, id);
        return id;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            digest.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String toString() {
        return "BlobDraft[" + Objects.toString(content, "open") + "]";
    }
}
