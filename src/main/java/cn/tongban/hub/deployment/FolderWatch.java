package cn.tongban.hub.deployment;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestReport;
import cn.tongban.hub.trial.Touched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Development: what is saved in the folder is live within a second if it passes the checks, and the tests of what it
 * touches run at once; what is wrong stands in the log. With an error the bundle before stays at work. Looks at names, times and sizes five times a second, which
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
            Map<Path, String> before = handled;
            handled = now;
            Set<Path> saved = new TreeSet<>(now.keySet());
            saved.addAll(before.keySet());
            saved.removeIf(path -> Objects.equals(before.get(path), now.get(path)));
            changed(saved);
        }
        seen = now;
    }

    private void changed(Set<Path> saved) {
        try {
            long start = System.nanoTime();
            BundleFiles files = BundleFiles.fromDirectory(root);
            List<Finding> warnings = shelf.keepUntested(files, "watch");
            deployments.watch(files.digest());
            log.info("已生效 Live: {} ({} ms)", files.digest().substring(0, 12),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            warnings.forEach(warning -> log.warn("{}", warning));
            test(files, saved);
        } catch (HubException e) {
            log.warn("未生效,原版本继续工作 Not live, the version before stays at work: {}", e.getMessage());
            e.places().forEach(place -> log.warn("{}: {} {}", place.pointer(), place.rule(), place.detail()));
        }
    }

    private void test(BundleFiles files, Set<Path> saved) {
        Predicate<String> touched = saved.stream()
                .map(path -> Touched.by(files, root.relativize(path).toString().replace('\\', '/')))
                .reduce(subject -> false, Predicate::or);
        TestReport report = BundleTrial.run(files, touched);
        report.failures().forEach(failed -> {
            log.warn("未通过 Failed: {}:{} {} {}", failed.file(), failed.line(), failed.subject(), failed.name());
            failed.faults().forEach(fault -> log.warn("    {}", fault));
        });
        log.info("相关测试 Tests of what was saved: {}, {} failed", report.results().size(), report.failures().size());
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
