package cn.tongban.hub.support;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.util.FileSystemUtils;

/**
 * Lets the processes of the tests start with two thirds of the work: the hub's classes as a jar, and an archive of what a
 * start loads (class data sharing, JEP 350). Made once for these classes and this JVM; whatever goes wrong with it, processes
 * start without.
 */
final class FastStart {
    private static final Path FOLDER = Path.of("target", "fast-start").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Map<String, Optional<FastStart>> KNOWN = new HashMap<>();

    private final String classPath;
    private final Path archive;

    private FastStart(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    String classPath() {
        return classPath;
    }

    String option() {
        return "-XX:SharedArchiveFile=" + archive;
    }

    /** Empty for a class path with other folders than that of the hub's classes: those cannot be archived. */
    static synchronized Optional<FastStart> of(String classPath) {
        Optional<FastStart> known = KNOWN.get(classPath);
        if (known == null) {
            known = find(classPath);
            KNOWN.put(classPath, known);
        }
        return known;
    }

    private static Optional<FastStart> find(String classPath) {
        List<String> entries = List.of(classPath.split(File.pathSeparator));
        List<Path> folders = entries.stream().map(Path::of).filter(Files::isDirectory).toList();
        if (folders.size() != 1 || !folders.get(0).endsWith(Path.of("target", "classes"))) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(FOLDER);
            Path classes = folders.get(0);
            String key = key(classes, classPath);
            Path jar = FOLDER.resolve(key + ".jar");
            String fast = entries.stream().map(entry -> Path.of(entry).equals(classes) ? jar.toString() : entry)
                    .collect(Collectors.joining(File.pathSeparator));
            Path archive = FOLDER.resolve(key + ".jsa");
            try (FileChannel channel = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(archive)) {
                    pack(classes, jar);
                    archive(fast, archive);
                }
            }
            return Files.size(archive) > 0 ? Optional.of(new FastStart(fast, archive)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String key(Path classes, String classPath) throws IOException {
        StringBuilder all = new StringBuilder(classPath).append(System.getProperty("java.home"));
        for (Path file : everything(classes)) {
            all.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
        }
        return Digests.hex(Digests.sha256(all.toString().getBytes(StandardCharsets.UTF_8))).substring(0, 16);
    }

    private static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(entry -> !entry.equals(folder)).sorted().toList();
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Path fresh = Files.createTempFile(FOLDER, "classes", ".jar");
        try (OutputStream out = Files.newOutputStream(fresh); ZipOutputStream zip = new ZipOutputStream(out)) {
            // Folders too: who looks for classes in a package asks for its folder.
            for (Path entry : everything(classes)) {
                boolean folder = Files.isDirectory(entry);
                String name = classes.relativize(entry).toString().replace(File.separatorChar, '/');
                zip.putNextEntry(new ZipEntry(folder ? name + '/' : name));
                if (!folder) {
                    Files.copy(entry, zip);
                }
                zip.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A hub that starts, is ready and ends; an empty archive says that it did not go well. */
    private static void archive(String classPath, Path archive) throws IOException {
        Path fresh = FOLDER.resolve("hub.jsa.new");
        Path data = Files.createTempDirectory("fast-start-");
        Files.deleteIfExists(fresh);
        try (JavaProcess hub = JavaProcess.of("cn.tongban.hub.HubMain").classPath(classPath)
                .jvm("-Xmx384m", "-XX:ArchiveClassesAtExit=" + fresh).args("run").env("HUB_DATA", data).env("HUB_PORT", 0)
                .env("HUB_AMQP_PORT", 0).env("HUB_SECRETS_GENERATE_MISSING", true).start()) {
            hub.awaitLine("is ready at", PATIENCE);
            hub.sigterm();
            hub.exitCode(PATIENCE);
        } catch (RuntimeException | AssertionError e) {
            Files.deleteIfExists(fresh);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        if (!Files.exists(fresh)) {
            Files.createFile(fresh);
        }
        Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
