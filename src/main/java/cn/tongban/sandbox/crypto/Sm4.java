package cn.tongban.sandbox.crypto;

import java.util.Arrays;
import java.util.Optional;

/** The block cipher SM4 (GB/T 32907-2016), straight from its text: ECB with PKCS7 padding, as the post uses it. */
public final class Sm4 {
    /** Bytes of a block and of a key. */
    public static final int BLOCK = 16;

    private static final int ROUNDS = 32;
    private static final int[] SUBSTITUTES = substitutes();
    private static final int[] FAMILY = {0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc};

    private final int[] keys = new int[ROUNDS];

    public Sm4(byte[] key) {
        if (key.length != BLOCK) {
            throw new IllegalArgumentException("a key of SM4 has sixteen bytes");
        }
        int[] k = new int[4];
        for (int i = 0; i < 4; i++) {
            k[i] = getInt(key, 4 * i) ^ FAMILY[i];
        }
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = substituted(k[1] ^ k[2] ^ k[3] ^ constant(round));
            keys[round] = k[0] ^ mixed ^ Integer.rotateLeft(mixed, 13) ^ Integer.rotateLeft(mixed, 23);
            shift(k, keys[round]);
        }
    }

    public byte[] encrypt(byte[] text) {
        int padding = BLOCK - text.length % BLOCK;
        byte[] out = Arrays.copyOf(text, text.length + padding);
        Arrays.fill(out, text.length, out.length, (byte) padding);
        for (int at = 0; at < out.length; at += BLOCK) {
            block(out, at, false);
        }
        return out;
    }

    /** Empty when it is no text of this key: wrong length or wrong padding. */
    public Optional<byte[]> decrypt(byte[] text) {
        if (text.length == 0 || text.length % BLOCK != 0) {
            return Optional.empty();
        }
        byte[] out = text.clone();
        for (int at = 0; at < out.length; at += BLOCK) {
            block(out, at, true);
        }
        int padding = out[out.length - 1];
        boolean right = padding >= 1 && padding <= BLOCK;
        for (int i = out.length - Math.max(1, padding); right && i < out.length; i++) {
            right = out[i] == padding;
        }
        return right ? Optional.of(Arrays.copyOf(out, out.length - padding)) : Optional.empty();
    }

    private void block(byte[] bytes, int at, boolean backwards) {
        int[] x = new int[4];
        for (int i = 0; i < 4; i++) {
            x[i] = getInt(bytes, at + 4 * i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            int b = substituted(x[1] ^ x[2] ^ x[3] ^ keys[backwards ? ROUNDS - 1 - round : round]);
            shift(x, x[0] ^ b ^ Integer.rotateLeft(b, 2) ^ Integer.rotateLeft(b, 10) ^ Integer.rotateLeft(b, 18)
                    ^ Integer.rotateLeft(b, 24));
        }
        for (int i = 0; i < 4; i++) {
            putInt(bytes, at + 4 * i, x[3 - i]);
        }
    }

    private static void shift(int[] words, int next) {
        System.arraycopy(words, 1, words, 0, 3);
        words[3] = next;
    }

    private static int constant(int round) {
        int constant = 0;
        for (int i = 0; i < 4; i++) {
            constant = constant << 8 | (4 * round + i) * 7 & 0xff;
        }
        return constant;
    }

    private static int substituted(int word) {
        return SUBSTITUTES[word >>> 24] << 24 | SUBSTITUTES[word >>> 16 & 0xff] << 16
                | SUBSTITUTES[word >>> 8 & 0xff] << 8 | SUBSTITUTES[word & 0xff];
    }

    /** The table of 256 bytes by its rule: affine, inverse in GF(2^8) over x^8+x^7+x^6+x^5+x^4+x^2+1, affine again. */
    private static int[] substitutes() {
        int[] table = new int[256];
        for (int x = 0; x < 256; x++) {
            table[x] = affine(inverse(affine(x)));
        }
        return table;
    }

    private static int affine(int x) {
        int y = 0xd3;
        for (int bit = 0; bit < 8; bit++) {
            int row = (0xa7 << bit | 0xa7 >>> 8 - bit) & 0xff;
            y ^= (Integer.bitCount(row & x) & 1) << bit;
        }
        return y;
    }

    private static int inverse(int x) {
        int y = 0;
        while (x != 0 && product(x, y) != 1) {
            y++;
        }
        return y;
    }

    private static int product(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>= 1) {
            product ^= (rest & 1) * shifted;
            shifted = shifted << 1 ^ (shifted >>> 7) * 0x1f5;
        }
        return product;
    }

    private static int getInt(byte[] from, int at) {
        return from[at] << 24 | (from[at + 1] & 0xff) << 16 | (from[at + 2] & 0xff) << 8 | (from[at + 3] & 0xff);
    }

    private static void putInt(byte[] to, int at, int value) {
        for (int i = 0; i < 4; i++) {
            to[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }
}
