package cn.tongban.hub.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The repository's own bundle in a folder of the test, changed as little as the test needs: shorter pauses and
 * time-outs so that a run takes seconds where a real one takes minutes.
 */
final class TestBundle {
    private static final String TIMEOUTS = "timeouts: {connect: 2s, answer: 10s, total: 20s}";
    private static final String RETRY = "retry: {first: 1s, factor: 2, max: 5m, jitter: 0.2, attempts: 12}";
    private static final String CIRCUIT = "circuit: {failures: 5, open: 10s}";

    private final Path folder;

    private TestBundle(Path folder) {
        this.folder = folder;
    }

    /** A quick copy: half a second to the first retry, two seconds for an answer, a circuit that closes after one. */
    static TestBundle quick(Path folder) {
        TestBundle bundle = copy(folder);
        for (String connector : List.of("city-platform", "city-window", "district-platform", "postal-ems")) {
            bundle.replace("connectors/" + connector + "/connector.yaml",
                    TIMEOUTS, "timeouts: {connect: 1s, answer: 2s, total: 3s}");
            bundle.replace("connectors/" + connector + "/connector.yaml",
                    RETRY, "retry: {first: 500ms, factor: 1.5, max: 2s, jitter: 0.2, attempts: 1000}");
            bundle.replace("connectors/" + connector + "/connector.yaml",
                    CIRCUIT, "circuit: {failures: 50, open: 1s}");
        }
        return bundle;
    }

    /** The same files as in the repository. */
    static TestBundle copy(Path folder) {
        for (String part : List.of("routes", "connectors", "mappings")) {
            copy(Path.of(part), folder.resolve(part));
        }
        return new TestBundle(folder);
    }

    Path folder() {
        return folder;
    }

    /** Changes a file; a text that is not there fails the test, so that a change of the bundle cannot disarm it. */
    TestBundle replace(String file, String text, String other) {
        try {
            String before = read(folder.resolve(file));
            if (!before.contains(text)) {
                throw new AssertionError(file + " no longer contains " + text);
            }
            Files.writeString(folder.resolve(file), before.replace(text, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    TestBundle write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A second system like another: the same contract, mappings and limits under a name of its own. */
    TestBundle cloneConnector(String system, String name) {
        for (String part : List.of("connectors", "mappings")) {
            Path original = folder.resolve(part).resolve(system);
            for (Path file : files(original)) {
                String path = original.relativize(file).toString().replace(system, name);
                write(part + "/" + name + "/" + path, read(file).replace(system, name));
            }
        }
        return this;
    }

    /** A second route like another, every one of its texts changed the same way. */
    TestBundle cloneRoute(String path, String text, String other, String system, String name) {
        String copy = read(folder.resolve(path)).replace(text, other).replace(system, name);
        return write(path.replace(text, other), copy);
    }

    /** Copies a folder over this bundle, file by file. */
    TestBundle add(Path other) {
        copy(other, folder);
        return this;
    }

    private static void copy(Path from, Path to) {
        try {
            for (Path file : files(from)) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
