package cn.tongban.sandbox.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An append-only file of lines, numbered from 1. A line is in the operating system's hands when {@link #append}
 * returns, so a kill of this process loses none. A line torn by a kill keeps its number and its bytes.
 */
public final class JsonLines implements AutoCloseable {
    /** Every so many lines the offset is kept, so that reading starts near its place. */
    private static final int STRIDE = 64;

    private final FileChannel channel;
    private final List<Long> offsets = new ArrayList<>();
    private long count;
    private long size;

    public JsonLines(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            index();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /** Adds one line, given without its end, and returns its number. */
    public synchronized long append(byte[] line) {
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try {
            note(size);
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the record cannot be written", e);
        }
        return ++count;
    }

    public synchronized long count() {
        return count;
    }

    /** Up to {@code limit} lines with numbers above {@code after}, each with its end. */
    public byte[] read(long after, int limit) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        LineReader reader;
        synchronized (this) {
            if (after >= count) {
                return new byte[0];
            }
            int mark = (int) (after / STRIDE);
            reader = new LineReader(channel, offsets.get(mark), size);
            reader.skip(after - (long) mark * STRIDE);
        }
        for (int i = 0; i < limit; i++) {
            byte[] line = reader.next();
            if (line.length == 0) {
                break;
            }
            lines.writeBytes(line);
        }
        return lines.toByteArray();
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    /** Finds the lines that an earlier process left and ends the last one if a kill tore it. */
    private void index() throws IOException {
        long end = channel.size();
        LineReader reader = new LineReader(channel, 0, end);
        for (byte[] line = reader.next(); line.length > 0; line = reader.next()) {
            note(size);
            size += line.length;
            count++;
            if (line[line.length - 1] != '\n') {
                size += channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
            }
        }
    }

    private void note(long offset) {
        if (count % STRIDE == 0) {
            offsets.add(offset);
        }
    }
}
