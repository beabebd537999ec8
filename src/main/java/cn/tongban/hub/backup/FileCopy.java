package cn.tongban.hub.backup;

import cn.tongban.hub.support.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Copies single files with their digests, for their owner alone. */
final class FileCopy {
    private FileCopy() {}

    static Manifest.Entry copy(Path source, Path target, String name) throws IOException {
        folder(target.getParent());
        Files.deleteIfExists(target);
        MessageDigest digest = sha256();
        long size;
        try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest);
                OutputStream out = Files.newOutputStream(own(target))) {
            size = in.transferTo(out);
        }
        return new Manifest.Entry(name, size, Digests.hex(digest.digest()));
    }

    static Manifest.Entry write(byte[] content, Path target, String name) throws IOException {
        folder(target.getParent());
        Files.write(own(target), content);
        return new Manifest.Entry(name, content.length, Digests.hex(sha256().digest(content)));
    }

    static void folder(Path folder) throws IOException {
        if (isPosix(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Made for the owner before anything is in it. */
    private static Path own(Path file) throws IOException {
        if (Files.notExists(file) && isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
