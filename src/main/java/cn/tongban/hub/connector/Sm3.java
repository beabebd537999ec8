package cn.tongban.hub.connector;

import cn.tongban.hub.support.Digests;
import org.bouncycastle.crypto.digests.SM3Digest;

/** GB/T 32905 SM3 over byte arrays. */
public final class Sm3 {
    static final int LENGTH = 32;

    private Sm3() {}

    /** Lower-case hex of SM3 over the parts, one after the other. */
    public static String hex(byte[]... parts) {
        SM3Digest digest = new SM3Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        return Digests.hex(finish(digest));
    }

    static byte[] finish(SM3Digest digest) {
        byte[] hash = new byte[LENGTH];
        digest.doFinal(hash, 0);
        return hash;
    }
}
