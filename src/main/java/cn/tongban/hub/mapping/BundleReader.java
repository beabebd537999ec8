package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Gets the files of a bundle from a directory or from the class path, also out of a jar within a jar. */
final class BundleReader {
    /** A file that every bundle has; it says where on the class path the bundle lies. */
    private static final String ANCHOR = "/routes/policies/errors.camel.yaml";

    private BundleReader() {}

    static Map<String, byte[]> directory(Path root) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Path real = root.toRealPath();
            for (String folder : BundleRules.FOLDERS) {
                if (Files.isDirectory(real.resolve(folder))) {
                    readFolder(real, real.resolve(folder), files);
                }
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, root + " cannot be read", e);
        }
        return files;
    }

    private static void readFolder(Path root, Path folder, Map<String, byte[]> files) throws IOException {
        if (!folder.toRealPath().startsWith(root)) {
            throw BundleRules.refused(root.relativize(folder) + " is a link that leaves the bundle");
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                if (BundleRules.leftOut(child.getFileName().toString())) {
                    continue;
                }
                if (Files.isDirectory(child)) {
                    if (Files.isSymbolicLink(child)) {
                        // Within the bundle it would lead in a ring.
                        throw BundleRules.refused(root.relativize(child) + " is a link to a folder");
                    }
                    readFolder(root, child, files);
                } else {
                    readFile(root, child, files);
                }
            }
        }
    }

    private static void readFile(Path root, Path file, Map<String, byte[]> files) throws IOException {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (!file.toRealPath().startsWith(root)) {
            throw BundleRules.refused(path + " is a link that leaves the bundle");
        }
        if (!Files.isRegularFile(file)) {
            throw BundleRules.refused(path + " is not a plain file");
        }
        if (Files.size(file) > BundleRules.MAX_FILE_BYTES || files.size() > BundleRules.MAX_FILES) {
            throw BundleRules.refused(path + " is larger than 2 MiB, or there are too many files");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // No more than that, although the file may grow meanwhile.
            files.put(path, in.readNBytes(BundleRules.MAX_FILE_BYTES + 1));
        }
        if (files.values().stream().mapToLong(bytes -> bytes.length).sum() > BundleRules.MAX_TOTAL_BYTES) {
            throw BundleRules.refused("larger than 32 MiB in all");
        }
    }

    static Map<String, byte[]> classPath(ClassLoader loader, String folder) {
        URL anchor = loader.getResource(folder + ANCHOR);
        if (anchor == null) {
            throw BundleRules.refused("class path has no " + folder + ANCHOR);
        }
        try {
            if (anchor.openConnection() instanceof JarURLConnection jar) {
                return jar(jar.getJarFile(), folder + "/");
            }
            String root = anchor.toString();
            return directory(Path.of(new URI(root.substring(0, root.length() - ANCHOR.length()))));
        } catch (IOException | URISyntaxException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, folder + " on the class path cannot be read", e);
        }
    }

    private static Map<String, byte[]> jar(JarFile jar, String prefix) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
                continue;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                files.put(entry.getName().substring(prefix.length()), in.readNBytes(BundleRules.MAX_FILE_BYTES + 1));
            }
        }
        return files;
    }
}
