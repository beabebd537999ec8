package cn.tongban.hub.broker;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.buffer.TimedBufferObserver;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of the broker that is encrypted on the disk and plain to the broker. In front of the content stands a nonce; the
 * broker sees positions and sizes without it. The broker begins each content with a write at its start, also when it uses
 * an old file again, and that is when a new nonce is taken.
 */
final class SealedFile extends NIOSequentialFile {
    private static final int MARK = 0x54425131; // TBQ1
    private static final int PREFIX = Integer.BYTES + FileCipher.NONCE;

    private static final int COPIED = 64 * 1024;

    private final SealedFileFactory owner;
    private final File folder;
    private byte @Nullable [] nonce;

    SealedFile(SealedFileFactory owner, File folder, String name, int maxIo) {
        super(owner, folder, name, maxIo);
        this.owner = owner;
        this.folder = folder;
    }

    @Override
    public synchronized void open(int maxIo, boolean useExecutor) throws IOException {
        super.open(maxIo, useExecutor);
        nonce = readNonce();
        fileSize = size();
        channel.position(PREFIX);
    }

    private byte @Nullable [] readNonce() throws IOException {
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
        if (channel.read(prefix, 0) < PREFIX || prefix.getInt(0) == 0) {
            // New, only filled with zeros, or its very first write was cut off: there is no content.
            return null;
        }
        if (prefix.getInt(0) != MARK) {
            throw new IOException("Not a sealed file of the broker: " + getFileName());
        }
        byte[] found = new byte[FileCipher.NONCE];
        prefix.get(Integer.BYTES, found);
        return found;
    }

    @Override
    public long size() throws IOException {
        return Math.max(0, super.size() - PREFIX);
    }

    @Override
    public void fill(int size) throws IOException {
        super.fill(size + PREFIX);
        fileSize = size();
        position(0);
    }

    @Override
    public void position(long to) throws IOException {
        position.set(to);
        channel.position(to + PREFIX);
    }

    @Override
    public ByteBuffer map(int from, long size) throws IOException {
        ByteBuffer sealed = ByteBuffer.allocate((int) size);
        while (sealed.hasRemaining() && channel.read(sealed, PREFIX + sealed.position()) >= 0) {
            // on to the end
        }
        sealed.flip();
        ByteBuffer plain = ByteBuffer.allocate(sealed.remaining());
        apply(0, sealed, plain);
        return plain.flip();
    }

    @Override
    public synchronized int read(ByteBuffer bytes, @Nullable IOCallback callback) throws IOException {
        try {
            long at = channel.position() - PREFIX;
            int first = bytes.position();
            int count = super.read(bytes, null);
            if (count > 0) {
                ByteBuffer plain = ByteBuffer.allocate(count);
                apply(at, bytes.slice(first, count), plain);
                bytes.put(first, plain.array(), 0, count);
            }
            if (callback != null) {
                callback.done();
            }
            return count;
        } catch (ActiveMQIllegalStateException e) {
            throw new IOException("File is not open: " + getFileName(), e);
        }
    }

    @Override
    public synchronized void writeDirect(ByteBuffer bytes, boolean sync, IOCallback callback) {
        try {
            ByteBuffer sealed = seal(bytes, true);
            super.writeDirect(sealed, sync, callback);
        } catch (IOException e) {
            callback.onError(ActiveMQExceptionType.IO_ERROR.getCode(), "The file cannot be written: " + e.getMessage());
        }
    }

    @Override
    public synchronized void writeDirect(ByteBuffer bytes, boolean sync) throws Exception {
        blockingWriteDirect(bytes, sync, true);
    }

    @Override
    public synchronized void blockingWriteDirect(ByteBuffer bytes, boolean sync, boolean release) throws Exception {
        super.blockingWriteDirect(seal(bytes, release), sync, false);
    }

    /** What is to be written in place of the bytes, nonce included where a content begins. */
    private ByteBuffer seal(ByteBuffer bytes, boolean release) throws IOException {
        if (!isOpen()) {
            throw new IOException("File is not open: " + getFileName());
        }
        long at = channel.position() - PREFIX;
        boolean start = at == 0;
        ByteBuffer sealed = ByteBuffer.allocate(bytes.remaining() + (start ? PREFIX : 0));
        if (nonce == null && !start) {
            throw new IOException("A content begins at its start: " + getFileName());
        }
        if (start) {
            nonce = owner.cipher().nonce();
            sealed.putInt(MARK).put(nonce);
            channel.position(0);
            // The super class adds the length of the whole buffer to its own count.
            position.addAndGet(-PREFIX);
        }
        apply(at, bytes, sealed);
        if (release) {
            owner.releaseBuffer(bytes);
        }
        return sealed.flip();
    }

    private void apply(long at, ByteBuffer from, ByteBuffer to) {
        if (nonce == null) {
            // Only filled, never written: zeros are zeros.
            to.put(from);
        } else {
            owner.cipher().apply(nonce, at, from, to);
        }
    }

    /** Not the one of the super class: that one writes past {@link #writeDirect}. */
    @Override
    protected TimedBufferObserver createTimedBufferObserver() {
        return new LocalBufferObserver() {};
    }

    /** Not the one of the super class: that one appends the bytes as they lie on the disk. */
    @Override
    public void copyTo(SequentialFile target) throws IOException {
        try {
            open();
            target.open();
            target.position(target.size());
            ByteBuffer piece = ByteBuffer.allocate(COPIED);
            position(0);
            while (read(piece, null) > 0) {
                target.blockingWriteDirect(piece, false, false);
                piece.clear();
            }
            target.close();
            close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Not copied: " + getFileName(), e);
        }
    }

    @Override
    public SequentialFile cloneFile() {
        return new SealedFile(owner, folder, getFileName(), maxIO);
    }
}
