package cn.tongban.hub.deployment;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Development: what is saved in the folder is live within a second, if it passes its checks and tests; if not, what is
 * wrong stands in the log and the bundle before stays at work. Looks at names, times and sizes five times a second, which
 * costs a few milliseconds and, unlike notices of the operating system, misses no way in which an editor saves.
 */
final class FolderWatch {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");

    private final Path root;
    private final BundleShelf shelf;
    private final Deployments deployments;
    private Map<Path, String> seen;
    private Map<Path, String> handled;

    FolderWatch(Path root, BundleShelf shelf, Deployments deployments) {
        this.root = root;
        this.shelf = shelf;
        this.deployments = deployments;
        this.seen = look();
        this.handled = seen;
    }

    @Scheduled(fixedDelay = 200, timeUnit = TimeUnit.MILLISECONDS)
    void often() {
        Map<Path, String> now = look();
        // Twice the same: nobody is in the middle of saving.
        if (now.equals(seen) && !now.equals(handled)) {
            handled = now;
            changed();
        }
        seen = now;
    }

    private void changed() {
        try {
            long start = System.nanoTime();
            BundleFiles files = BundleFiles.fromDirectory(root);
            BundleShelf.Kept kept = shelf.keep(files, "", "watch");
            deployments.watch(files.digest());
            log.info("已生效 Live: {} ({} tests, {} warnings, {} ms)", files.digest().substring(0, 12), kept.tests(),
                    kept.warnings().size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            kept.warnings().forEach(warning -> log.warn("{}", warning));
        } catch (HubException e) {
            log.warn("未生效,原版本继续工作 Not live, the version before stays at work: {}", e.getMessage());
            e.places().forEach(place -> log.warn("{}: {} {}", place.pointer(), place.rule(), place.detail()));
        }
    }

    private Map<Path, String> look() {
        Map<Path, String> found = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path start = root.resolve(folder);
            if (Files.isDirectory(start)) {
                try (Stream<Path> files = Files.walk(start)) {
                    files.filter(Files::isRegularFile).forEach(file -> found.put(file, stamp(file)));
                } catch (IOException | UncheckedIOException e) {
                    // A folder went away while it was read; the next look sees what is left.
                    log.debug("The folder changed while it was read", e);
                }
            }
        }
        return found;
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
