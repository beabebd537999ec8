package cn.tongban.bench;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.Deflater;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** What the pure computing of one message costs on one core: digest, signature, packing and sealing of a 2 kB case. */
final class CryptoCost {
    /** One operation on a body; gives the size of what it made. */
    interface Operation {
        int on(byte[] body) throws Exception;
    }

    private CryptoCost() {}

    public static void main(String[] args) throws Exception {
        byte[] body = new CaseRequests("city-window-01", new byte[32], "bench").body(1);
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        SecureRandom random = new SecureRandom();
        Cipher reused = Cipher.getInstance("AES/GCM/NoPadding");
        Deflater deflater = new Deflater(1, true);
        byte[] out = new byte[4096];
        System.out.println("body " + body.length + " B");
        time("SM3 (BouncyCastle)", body, bytes -> sm3(bytes).length);
        time("HMAC-SM3 of 150 B (BouncyCastle)", body, bytes -> hmac(Arrays.copyOf(bytes, 150)).length);
        time("SHA-256 (JDK)", body, bytes -> java.security.MessageDigest.getInstance("SHA-256").digest(bytes).length);
        time("deflate 1", body, bytes -> deflate(new Deflater(1, true), bytes, out, true));
        time("deflate 1, reused Deflater", body, bytes -> deflate(deflater, bytes, out, false));
        time("deflate 6", body, bytes -> deflate(new Deflater(6, true), bytes, out, true));
        time("AES-GCM, new Cipher", body, bytes -> seal(Cipher.getInstance("AES/GCM/NoPadding"), key, random, bytes));
        time("AES-GCM, reused Cipher", body, bytes -> seal(reused, key, random, bytes));
        time("deflate 1 reused + AES-GCM reused", body, bytes -> {
            int length = deflate(deflater, bytes, out, false);
            return seal(reused, key, random, Arrays.copyOf(out, length));
        });
    }

    private static void time(String name, byte[] body, Operation operation) throws Exception {
        double best = Double.MAX_VALUE;
        int size = 0;
        for (int round = 0; round < 8; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                size = operation.on(body);
            }
            best = Math.min(best, (System.nanoTime() - began) / 1e7);
        }
        System.out.printf("%-40s %7.1f us -> %d B%n", name, best, size);
    }

    static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[32];
        digest.doFinal(result, 0);
        return result;
    }

    private static byte[] hmac(byte[] bytes) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(new byte[32]));
        mac.update(bytes, 0, bytes.length);
        byte[] result = new byte[32];
        mac.doFinal(result, 0);
        return result;
    }

    private static int deflate(Deflater deflater, byte[] bytes, byte[] out, boolean end) {
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        int length = deflater.deflate(out);
        if (end) {
            deflater.end();
        }
        return length;
    }

    private static int seal(Cipher cipher, SecretKeySpec key, SecureRandom random, byte[] bytes) throws Exception {
        byte[] iv = new byte[12];
        random.nextBytes(iv);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
        return cipher.doFinal(bytes).length;
    }
}
