package cn.tongban.hub.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was saved in the folders of a bundle since the last look. Compares names, times and sizes, which costs a few
 * milliseconds and, unlike notices of the operating system, misses no way in which an editor saves. For one thread.
 */
public final class SavedFiles {
    private static final Logger log = LoggerFactory.getLogger(SavedFiles.class);

    private final Path root;
    private Map<String, String> seen;
    private Map<String, String> told;

    /** @param root folder with routes, connectors and mappings; what is there now counts as told */
    public SavedFiles(Path root) {
        this.root = root;
        this.seen = stamps();
        this.told = seen;
    }

    /** Paths as in {@link BundleFiles#paths()} that were made, changed or removed; empty while somebody is saving. */
    public Set<String> look() {
        Map<String, String> now = stamps();
        Set<String> saved = new TreeSet<>();
        // Twice the same: nobody is in the middle of saving.
        if (now.equals(seen) && !now.equals(told)) {
            saved.addAll(now.keySet());
            saved.addAll(told.keySet());
            saved.removeIf(path -> Objects.equals(told.get(path), now.get(path)));
            told = now;
        }
        seen = now;
        return saved;
    }

    private Map<String, String> stamps() {
        Map<String, String> found = new TreeMap<>();
        for (String folder : BundleRules.FOLDERS) {
            Path start = root.resolve(folder);
            if (Files.isDirectory(start)) {
                try (Stream<Path> files = Files.walk(start)) {
                    files.filter(Files::isRegularFile).forEach(file -> found.put(path(file), stamp(file)));
                } catch (IOException | UncheckedIOException e) {
                    // A folder went away while it was read; the next look sees what is left.
                    log.debug("The folder changed while it was read", e);
                }
            }
        }
        return found;
    }

    private String path(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toMillis() + "/" + attributes.size();
        } catch (IOException e) {
            return "";
        }
    }
}
