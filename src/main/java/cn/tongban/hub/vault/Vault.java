package cn.tongban.hub.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens bytes with AES-256-GCM, wraps data keys and computes blind indexes. Thread-safe.
 *
 * <p>A sealed value is {@code version(1) | nonce(12) | ciphertext and tag}; the additional data binds it to its message
 * and part, so a value moved to another row does not open.
 */
public final class Vault {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int BLIND_LENGTH = 16;
    private static final byte[] NO_CONTEXT = {};

    private final SecureRandom random = new SecureRandom();
    private final SecretKey wrapping;
    private final SecretKey blinding;
    private final byte[] fingerprint;
    // Creating a Cipher or Mac costs more than using it on two kilobytes.
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(() -> cipher("AES/GCM/NoPadding"));
    private final ThreadLocal<Mac> macs;

    public Vault(MasterKey master) {
        this.wrapping = new SecretKeySpec(master.derive("wrap data keys"), "AES");
        this.blinding = new SecretKeySpec(master.derive("blind indexes"), "HmacSHA256");
        this.fingerprint = Arrays.copyOf(master.derive("fingerprint"), BLIND_LENGTH);
        this.macs = ThreadLocal.withInitial(() -> mac(blinding));
    }

    /** Sixteen bytes that tell whether a database belongs to this master key and reveal nothing about it. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    public DataKey newDataKey() {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new DataKey(new SecretKeySpec(secret, "AES"), encrypt(wrapping, NO_CONTEXT, secret));
    }

    /** @throws IllegalStateException if the key was wrapped under another master key */
    public DataKey unwrap(byte[] wrapped) {
        return new DataKey(new SecretKeySpec(decrypt(wrapping, NO_CONTEXT, wrapped), "AES"), wrapped);
    }

    /** Compresses, then encrypts. {@code part} names the column, {@code owner} the row. */
    public byte[] seal(DataKey key, UUID owner, String part, byte[] plain) {
        return encrypt(key.secret(), context(owner, part), Deflated.pack(plain));
    }

    /** @throws IllegalStateException if the bytes were changed, moved, or sealed with another key */
    public byte[] open(DataKey key, UUID owner, String part, byte[] sealed) {
        return Deflated.unpack(decrypt(key.secret(), context(owner, part), sealed));
    }

    /** The blind index of a normalised value: equal values of one kind meet, and nothing else can be learnt. */
    public byte[] blind(String kind, String value) {
        Mac mac = macs.get();
        mac.update(kind.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return Arrays.copyOf(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), BLIND_LENGTH);
    }

    /** The blind index cut to 64 bits, as it is stored beside a case. */
    public long blindIndex(String kind, String value) {
        return ByteBuffer.wrap(blind(kind, value)).getLong();
    }

    private static byte[] context(UUID owner, String part) {
        return (owner + "/" + part).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encrypt(SecretKey key, byte[] context, byte[] plain) {
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            byte[] sealed = new byte[1 + NONCE + cipher.getOutputSize(plain.length)];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    private byte[] decrypt(SecretKey key, byte[] context, byte[] sealed) {
        if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
            throw new IllegalStateException("Not a sealed value");
        }
        try {
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed value does not open with this key", e);
        }
    }

    private static Cipher cipher(String name) {
        try {
            return Cipher.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name + " is part of every JDK", e);
        }
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
