package cn.tongban.hub.vault;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw deflate at the quickest level with the plain length in front. Sealed bytes cannot be compressed by the database
 * any more, and half the bytes keep a message inside its row instead of in a side table.
 */
final class Deflated {
    private static final ThreadLocal<Deflater> DEFLATERS =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(() -> new Inflater(true));

    private Deflated() {}

    static byte[] pack(byte[] plain) {
        Deflater deflater = DEFLATERS.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[4 + plain.length + plain.length / 1000 + 64];
        packed[0] = (byte) (plain.length >>> 24);
        packed[1] = (byte) (plain.length >>> 16);
        packed[2] = (byte) (plain.length >>> 8);
        packed[3] = (byte) plain.length;
        int length = 4;
        while (!deflater.finished()) {
            if (length == packed.length) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            length += deflater.deflate(packed, length, packed.length - length);
        }
        return Arrays.copyOf(packed, length);
    }

    static byte[] unpack(byte[] packed) {
        int size = (packed[0] & 0xFF) << 24 | (packed[1] & 0xFF) << 16 | (packed[2] & 0xFF) << 8 | packed[3] & 0xFF;
        byte[] plain = new byte[size];
        Inflater inflater = INFLATERS.get();
        inflater.reset();
        inflater.setInput(packed, 4, packed.length - 4);
        try {
            int length = 0;
            while (length < size) {
                int step = inflater.inflate(plain, length, size - length);
                if (step == 0) {
                    throw new IllegalStateException("Packed value ends early");
                }
                length += step;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("Packed value is damaged", e);
        }
    }
}
