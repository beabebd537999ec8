package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.crypto.FileDigest;
import cn.tongban.sandbox.wire.WireFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A scanned paper that nobody scanned: what a reader takes for a PDF, as large as wished. The same seed and size give the
 * same bytes, made while they are read.
 *
 * @param file size and digests
 */
public record Paper(String name, String fileName, String mediaType, long seed, WireFile file) {
    /** A PDF of {@code size} bytes, at least 64. */
    public static Paper pdf(String name, String fileName, long seed, long size) {
        FileDigest digest = new FileDigest();
        byte[] piece = new byte[64 * 1024];
        try (InputStream bytes = new Bytes(seed, size)) {
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                digest.write(piece, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes that are made cannot fail", e);
        }
        return new Paper(name, fileName, "application/pdf", seed, digest.finish());
    }

    public InputStream open() {
        return new Bytes(seed, file.size());
    }

    /** Noise between the first and the last line of a PDF. */
    private static final class Bytes extends InputStream {
        private static final byte[] START = "%PDF-1.4\n% synthetic\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] END = "\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

        private final long seed;
        private final long size;
        private long at;

        Bytes(long seed, long size) {
            this.seed = seed;
            this.size = size;
        }

        @Override
        public int read() {
            return at < size ? value(at++) & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at >= size) {
                return -1;
            }
            int part = (int) Math.min(length, size - at);
            for (int i = 0; i < part; i++) {
                into[offset + i] = value(at++);
            }
            return part;
        }

        private byte value(long place) {
            if (place < START.length) {
                return START[(int) place];
            }
            if (place >= size - END.length) {
                return END[(int) (place - size + END.length)];
            }
            long word = ((place >> 3) + 1) * 0x9e3779b97f4a7c15L ^ seed * 0xbf58476d1ce4e5b9L;
            word ^= word >>> 29;
            return (byte) (word * 0x94d049bb133111ebL >>> ((place & 7) * 8));
        }
    }
}
