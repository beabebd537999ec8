package cn.tongban.hub.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key under which all data keys are wrapped. It lives in a file of its own and never in the database. */
public final class MasterKey {
    private static final int LENGTH = 32;

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Reads the key file, or makes it with mode 0600 when there is none.
     *
     * @param file Base64 of 32 bytes on one line
     * @throws IllegalStateException if the file does not hold such a key
     */
    public static MasterKey load(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            byte[] secret = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length != LENGTH) {
                throw new IllegalStateException("Master key file must hold Base64 of 32 bytes: " + file);
            }
            return new MasterKey(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Master key file is not Base64: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the master key file " + file, e);
        }
    }

    /** A key that lives for one test. */
    static MasterKey random() {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return new MasterKey(secret);
    }

    /**
     * A sub-key for one purpose: HMAC-SHA256 of the purpose under the master key, which is the expand step of HKDF
     * (RFC 5869 section 2.3) for one block.
     */
    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".master", ".key", ownerOnly());
        Files.writeString(fresh, Base64.getEncoder().encodeToString(secret) + "\n", StandardOpenOption.SYNC);
        try {
            // A hard link fails if another process was first, so one key wins and both use it.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
