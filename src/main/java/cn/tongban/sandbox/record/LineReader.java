package cn.tongban.sandbox.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads lines of a file that may grow meanwhile, up to the size that was known at the start. */
final class LineReader {
    private final FileChannel channel;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);
    private long position;

    LineReader(FileChannel channel, long position, long end) {
        this.channel = channel;
        this.position = position;
        this.end = end;
    }

    void skip(long lines) {
        for (long i = 0; i < lines; i++) {
            next();
        }
    }

    /** The next line with its end, a torn last one without; empty when there is none. */
    byte[] next() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (buffer.hasRemaining() || fill()) {
            byte b = buffer.get();
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private boolean fill() {
        buffer.clear();
        buffer.limit((int) Math.min(buffer.capacity(), end - position));
        try {
            int read = buffer.hasRemaining() ? channel.read(buffer, position) : -1;
            position += Math.max(0, read);
        } catch (IOException e) {
            throw new UncheckedIOException("the record cannot be read", e);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }
}
