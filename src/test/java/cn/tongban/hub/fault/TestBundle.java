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
        for (String connector : List.of("city-platform", "city-window")) {
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
            String before = Files.readString(folder.resolve(file));
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

    /** Copies a folder over this bundle, file by file. */
    TestBundle add(Path other) {
        copy(other, folder);
        return this;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
