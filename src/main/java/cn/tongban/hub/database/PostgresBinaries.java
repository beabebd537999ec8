package cn.tongban.hub.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that travel in the jar, unpacked once per version. A half-unpacked folder is never used: it
 * appears under its name only when it is complete.
 */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacks below {@code parent} when needed. */
    static Path unpackInto(Path parent) {
        URL archive = archive();
        try {
            Path target = parent.resolve(digest(archive));
            if (!Files.isDirectory(target)) {
                unpack(archive, parent, target);
            }
            return target;
        } catch (IOException e) {
            throw new StartRefusedException(
                    "PostgreSQL could not be unpacked into " + parent + ": " + e.getMessage(),
                    "Check free space and permissions there, or set HUB_DB_URL to use a PostgreSQL of your own.",
                    e);
        }
    }

    private static URL archive() {
        String platform = system() + "-" + architecture();
        ClassLoader loader = PostgresBinaries.class.getClassLoader();
        return Stream.of("", "-alpine_linux")
                .map(suffix -> loader.getResource("postgres-" + platform + suffix + ".txz"))
                .filter(url -> url != null)
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "This jar carries no PostgreSQL for " + platform,
                        "Build it on this kind of machine, or set HUB_DB_URL to use a PostgreSQL of your own."));
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }

    /** The jar's own checksum and size when there is a jar, for reading 15 MB at every start takes a third of a second. */
    private static String digest(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return "%08x-%x".formatted(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
        }
        try (DigestInputStream in =
                new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static void unpack(URL archive, Path parent, Path target) throws IOException {
        LOG.atInfo().addKeyValue("folder", target).log("Unpacking PostgreSQL, once");
        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(parent, "unfinished-");
        try (InputStream in = archive.openStream()) {
            extractAll(in, unfinished);
            publish(unfinished, target);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    /** Refuses an entry or a link that points out of {@code root}. */
    static void extractAll(InputStream archive, Path root) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, root);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = inside(root, root.resolve(entry.getName()), entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            inside(root, path.getParent().resolve(link), entry.getName());
            Files.createSymbolicLink(path, link);
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
                throw new FileSystemException(path.toString(), null, "cannot be made executable");
            }
        }
    }

    private static Path inside(Path root, Path path, String name) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new FileSystemException(name, null, "the archive points outside its folder");
        }
        return normal;
    }

    /** Two hubs may unpack at once; the second finds the place taken and uses what is there, which is the same. */
    private static void publish(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
