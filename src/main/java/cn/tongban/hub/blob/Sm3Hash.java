package cn.tongban.hub.blob;

import org.bouncycastle.crypto.digests.SM3Digest;

/** SM3 (GB/T 32905-2016) of bytes that pass by. For one thread at a time; close it. */
abstract class Sm3Hash implements AutoCloseable {
    /** Bytes of a digest. */
    static final int LENGTH = 32;

    /** By the machine's OpenSSL where there is one, else in Java, which is about half as fast. */
    static Sm3Hash fastest() {
        return OpenSsl.hasSm3() ? new OpenSslSm3() : inJava();
    }

    static Sm3Hash inJava() {
        return new InJava();
    }

    abstract void update(byte[] bytes, int offset, int length);

    /** The digest of all that was given; the last call but {@link #close}. */
    abstract byte[] finish();

    /** Gives back what is not Java's; may be called again. */
    @Override
    public abstract void close();

    private static final class InJava extends Sm3Hash {
        private final SM3Digest digest = new SM3Digest();

        @Override
        void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] finish() {
            byte[] hash = new byte[LENGTH];
            digest.doFinal(hash, 0);
            return hash;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
