package cn.tongban.sandbox.crypto;

import java.util.HexFormat;

/** The hash SM3 (GB/T 32905-2016), straight from its text. One instance hashes one message. */
public final class Sm3 {
    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    static final int BLOCK = 64;

    private static final int[] START = {
        0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
    };

    private final int[] state = START.clone();
    private final int[] words = new int[68];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long total;

    public Sm3 update(byte[] bytes) {
        total += bytes.length;
        int at = 0;
        while (at < bytes.length) {
            int part = Math.min(BLOCK - filled, bytes.length - at);
            System.arraycopy(bytes, at, block, filled, part);
            filled += part;
            at += part;
            if (filled == BLOCK) {
                compress();
                filled = 0;
            }
        }
        return this;
    }

    public byte[] digest() {
        long bits = total * 8;
        update(new byte[] {(byte) 0x80});
        update(new byte[(filled <= 56 ? 56 : 120) - filled]);
        byte[] length = new byte[8];
        putLong(length, bits);
        update(length);
        byte[] digest = new byte[LENGTH];
        for (int i = 0; i < 8; i++) {
            putInt(digest, i * 4, state[i]);
        }
        return digest;
    }

    public static byte[] of(byte[] bytes) {
        return new Sm3().update(bytes).digest();
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    private void compress() {
        expand();
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int j = 0; j < 64; j++) {
            int t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
            int a12 = rotate(a, 12);
            int ss1 = rotate(a12 + e + rotate(t, j), 7);
            int ss2 = ss1 ^ a12;
            int ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
            int gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
            int tt1 = ff + d + ss2 + (words[j] ^ words[j + 4]);
            int tt2 = gg + h + ss1 + words[j];
            d = c;
            c = rotate(b, 9);
            b = a;
            a = tt1;
            h = g;
            g = rotate(f, 19);
            f = e;
            e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
        }
        mix(new int[] {a, b, c, d, e, f, g, h});
    }

    private void expand() {
        for (int i = 0; i < 16; i++) {
            words[i] = getInt(block, i * 4);
        }
        for (int j = 16; j < 68; j++) {
            int x = words[j - 16] ^ words[j - 9] ^ rotate(words[j - 3], 15);
            words[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(words[j - 13], 7) ^ words[j - 6];
        }
    }

    private void mix(int[] registers) {
        for (int i = 0; i < 8; i++) {
            state[i] ^= registers[i];
        }
    }

    private static int rotate(int value, int by) {
        return Integer.rotateLeft(value, by);
    }

    private static int getInt(byte[] from, int at) {
        return from[at] << 24 | (from[at + 1] & 0xff) << 16 | (from[at + 2] & 0xff) << 8 | (from[at + 3] & 0xff);
    }

    private static void putInt(byte[] to, int at, int value) {
        for (int i = 0; i < 4; i++) {
            to[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    private static void putLong(byte[] to, long value) {
        putInt(to, 0, (int) (value >>> 32));
        putInt(to, 4, (int) value);
    }
}
