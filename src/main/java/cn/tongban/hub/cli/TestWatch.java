package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.Touched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks at the three folders of a bundle and tells what was saved. */
final class TestWatch {
    private static final List<String> FOLDERS = List.of("routes", "connectors", "mappings");
    private static final long GATHER_MILLIS = 150;

    private final Path root;

    TestWatch(Path root) {
        this.root = root;
    }

    /** Everything once, then again what each saving touches, until the thread is interrupted. */
    void forever(Consumer<Predicate<String>> run) {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            Map<WatchKey, Path> folders = new HashMap<>();
            FOLDERS.forEach(folder -> register(root.resolve(folder), watch, folders));
            run.accept(subject -> true);
            while (true) {
                Set<String> saved = saved(watch, folders);
                if (!saved.isEmpty()) {
                    run.accept(touched(saved));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("the folders cannot be watched", e);
        }
    }

    private Predicate<String> touched(Set<String> saved) {
        try {
            BundleFiles files = BundleFiles.fromDirectory(root);
            return saved.stream().map(path -> Touched.by(files, path)).reduce(subject -> false, Predicate::or);
        } catch (HubException e) {
            // Half written perhaps; whoever runs the tests says so.
            return subject -> true;
        }
    }

    private Set<String> saved(WatchService watch, Map<WatchKey, Path> folders) throws InterruptedException {
        Set<String> saved = new TreeSet<>();
        WatchKey key = watch.take();
        while (key != null) {
            Path folder = folders.get(key);
            for (WatchEvent<?> event : key.pollEvents()) {
                if (folder != null && event.context() instanceof Path name) {
                    Path file = folder.resolve(name);
                    if (Files.isDirectory(file)) {
                        register(file, watch, folders);
                    } else if (!name.toString().startsWith(".") && !name.toString().endsWith("~")) {
                        saved.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                }
            }
            key.reset();
            key = watch.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
        return saved;
    }

    private static void register(Path folder, WatchService watch, Map<WatchKey, Path> folders) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.filter(Files::isDirectory).toList()) {
                folders.put(one.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE), one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder cannot be watched: " + folder, e);
        }
    }
}
