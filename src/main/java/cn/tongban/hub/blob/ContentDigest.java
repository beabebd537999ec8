package cn.tongban.hub.blob;

import cn.tongban.hub.support.Digests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Size, SHA-256 and SM3 of bytes that pass by. SM3 takes longer than all the rest of the way together, so for a large
 * content another thread does it, a few pieces behind. For one thread; close it.
 */
final class ContentDigest implements AutoCloseable {
    private static final int WORTH_A_THREAD = 256 * 1024;
    private static final int BEHIND = 4;
    private static final int PIECE = 256 * 1024;

    private final Executor helpers;
    private final MessageDigest sha256 = sha256();
    private final Sm3Hash sm3 = Sm3Hash.fastest();
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(BEHIND);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BEHIND + 1);
    private int made;
    private @Nullable FutureTask<Void> helper;
    private long size;

    /** Bytes on their way to the helper; none at the end. */
    private record Piece(byte[] bytes, int length) {
        static final Piece END = new Piece(new byte[0], 0);
    }

    ContentDigest(Executor helpers) {
        this.helpers = helpers;
    }

    void update(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        sha256.update(bytes, offset, length);
        if (size < WORTH_A_THREAD) {
            sm3.update(bytes, offset, length);
            return;
        }
        if (helper == null) {
            helper = new FutureTask<>(this::follow, null);
            helpers.execute(helper);
        }
        for (int at = 0; at < length; at += PIECE) {
            hand(bytes, offset + at, Math.min(PIECE, length - at));
        }
    }

    Content finish() throws IOException {
        awaitHelper();
        return new Content(size, Digests.hex(sha256.digest()), Digests.hex(sm3.finish()));
    }

    /** Ends the helper first: nobody may use what is given back here. */
    @Override
    public void close() throws IOException {
        awaitHelper();
        sm3.close();
    }

    /** It has then seen everything. */
    private void awaitHelper() throws IOException {
        FutureTask<Void> running = helper;
        helper = null;
        if (running == null) {
            return;
        }
        try {
            full.put(Piece.END);
            running.get();
        } catch (InterruptedException e) {
            running.cancel(true);
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("SM3 cannot fail", e);
        }
    }

    private void hand(byte[] bytes, int offset, int length) throws IOException {
        try {
            byte[] piece = empty.poll();
            if (piece == null) {
                piece = made < BEHIND + 1 ? make() : empty.take();
            }
            System.arraycopy(bytes, offset, piece, 0, length);
            full.put(new Piece(piece, length));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private byte[] make() {
        made++;
        return new byte[PIECE];
    }

    private void follow() {
        try {
            for (Piece piece = full.take(); piece != Piece.END; piece = full.take()) {
                sm3.update(piece.bytes(), 0, piece.length());
                empty.put(piece.bytes());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while digesting");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
