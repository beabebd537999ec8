package cn.tongban.sandbox.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/** HMAC (RFC 2104) over SM3. */
public final class HmacSm3 {
    private HmacSm3() {}

    public static String hex(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > Sm3.BLOCK ? Sm3.of(key) : key, Sm3.BLOCK);
        byte[] inner = new Sm3().update(masked(block, 0x36)).update(message).digest();
        return HexFormat.of().formatHex(new Sm3().update(masked(block, 0x5c)).update(inner).digest());
    }

    private static byte[] masked(byte[] block, int mask) {
        byte[] masked = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            masked[i] = (byte) (block[i] ^ mask);
        }
        return masked;
    }
}
