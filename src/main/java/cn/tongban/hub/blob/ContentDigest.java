package cn.tongban.hub.blob;

import cn.tongban.hub.support.Digests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/**
 * Size, SHA-256 and SM3 of bytes that pass by. SM3 in Java is slower than all the rest of the way together, so a large
 * piece is digested by another thread while the next one is read.
 */
final class ContentDigest {
    private static final int WORTH_A_THREAD = 16 * 1024;

    private final Executor helpers;
    private final MessageDigest sha256 = sha256();
    private final SM3Digest sm3 = new SM3Digest();
    private byte[] piece = new byte[0];
    private @Nullable FutureTask<Void> running;
    private long size;

    ContentDigest(Executor helpers) {
        this.helpers = helpers;
    }

    void update(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        await();
        if (length >= WORTH_A_THREAD) {
            if (piece.length < length) {
                piece = new byte[length];
            }
            System.arraycopy(bytes, offset, piece, 0, length);
            byte[] own = piece;
            FutureTask<Void> task = new FutureTask<>(() -> sm3.update(own, 0, length), null);
            running = task;
            helpers.execute(task);
        } else {
            sm3.update(bytes, offset, length);
        }
        sha256.update(bytes, offset, length);
    }

    Content finish() throws IOException {
        await();
        byte[] hash = new byte[sm3.getDigestSize()];
        sm3.doFinal(hash, 0);
        return new Content(size, Digests.hex(sha256.digest()), Digests.hex(hash));
    }

    private void await() throws IOException {
        FutureTask<Void> task = running;
        running = null;
        if (task != null) {
            try {
                task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while digesting");
            } catch (ExecutionException e) {
                throw new IllegalStateException("SM3 cannot fail", e);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
