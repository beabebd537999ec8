package cn.tongban.hub.material;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The end record of a zip container, read before anything else: a library keeps the whole directory in memory, and how
 * large it is must be known first.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long MOST_BYTES = 8L << 20;

    private ZipDirectory() {}

    static void check(SeekableByteChannel file, int mostEntries) throws IOException {
        int length = (int) Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(file.size() - length);
        while (tail.hasRemaining() && file.read(tail) >= 0) {
            // Goes on until all is there.
        }
        int at = length - END_LENGTH;
        while (at >= 0 && tail.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw Unsafe.because("zip-broken", "body", "the zip container has no directory");
        }
        int entries = tail.getShort(at + 10) & 0xffff;
        long size = tail.getInt(at + 12) & 0xffff_ffffL;
        // 0xffff and 0xffffffff stand for the larger fields of zip64: no material needs so many entries.
        if (entries > mostEntries) {
            throw Unsafe.because("zip-entries", "body", "more than " + mostEntries + " entries");
        }
        if (size > MOST_BYTES) {
            throw Unsafe.because("zip-entries", "body", "the directory is larger than any honest one");
        }
    }
}
