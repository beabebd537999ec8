package cn.tongban.hub.blob;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The last bytes of a stored blob. The stream before it is sealed while nobody knows its address yet, so it is bound to a
 * random name; the seal, made when the address is known, says under that address which stream belongs there and how long
 * it is. Bytes moved to another address do not open.
 *
 * <p>{@code "TBB1"(4) | nonce(12) | AES-256-GCM of stream name(32) and plain size(8) | tag(16)}
 *
 * @param stream the random name, which is the associated data of the stream
 * @param size bytes of the plain stream
 */
record BlobSeal(byte[] stream, long size) {
    static final int LENGTH = 4 + 12 + 32 + 8 + 16;

    private static final byte[] MAGIC = "TBB1".getBytes(StandardCharsets.US_ASCII);
    private static final int STREAM = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static byte[] freshStream() {
        byte[] name = new byte[STREAM];
        RANDOM.nextBytes(name);
        return name;
    }

    byte[] close(SecretKey key, BlobId id) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] plain = ByteBuffer.allocate(STREAM + Long.BYTES).put(stream).putLong(size).array();
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, id).doFinal(plain);
            return ByteBuffer.allocate(LENGTH).put(MAGIC).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /** @throws BlobDamagedException if it was changed, moved, cut off, or made under another key */
    static BlobSeal open(SecretKey key, BlobId id, byte[] closed) throws BlobDamagedException {
        if (closed.length != LENGTH || !Arrays.equals(closed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new BlobDamagedException("the blob has no seal");
        }
        byte[] nonce = Arrays.copyOfRange(closed, MAGIC.length, MAGIC.length + NONCE);
        int start = MAGIC.length + NONCE;
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, nonce, id).doFinal(closed, start, LENGTH - start);
            byte[] stream = new byte[STREAM];
            ByteBuffer opened = ByteBuffer.wrap(plain).get(stream);
            return new BlobSeal(stream, opened.getLong());
        } catch (GeneralSecurityException e) {
            throw new BlobDamagedException("the blob's seal does not open with this key at this address");
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, BlobId id) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("blob/" + id.hex()).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    @Override
    public String toString() {
        return "BlobSeal[" + size + " bytes]";
    }
}
