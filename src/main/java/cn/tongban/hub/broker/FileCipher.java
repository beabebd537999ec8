package cn.tongban.hub.broker;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-256 in counter mode over the bytes of one file: any piece can be read or written at its place, and the length stays
 * what it was. Each content of a file has a nonce of its own (see {@link SealedFile}), so no key stream is used twice.
 */
final class FileCipher {
    static final int NONCE = 12;

    private static final int BLOCK = 16;
    private static final byte[] SKIPPED = new byte[BLOCK];

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(FileCipher::cipher);

    FileCipher(SecretKey key) {
        this.key = key;
    }

    byte[] nonce() {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    /** Seals or opens, which is the same: {@code from} at {@code position} of the file into {@code to}. */
    void apply(byte[] nonce, long position, ByteBuffer from, ByteBuffer to) {
        try {
            Cipher cipher = ciphers.get();
            byte[] counter = new byte[BLOCK];
            ByteBuffer.wrap(counter).put(nonce).putInt((int) (position / BLOCK));
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            cipher.update(SKIPPED, 0, (int) (position % BLOCK));
            cipher.doFinal(from, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The broker's store cannot be sealed", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/CTR is part of every JDK", e);
        }
    }
}
