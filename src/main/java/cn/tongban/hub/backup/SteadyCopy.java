package cn.tongban.hub.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A copy of a folder of which, at any time, only the end of one file is written: a journal. Files are copied again until all
 * but at most one of them have stood still since; then the copy is what a crash would have left at that moment.
 */
final class SteadyCopy {
    private static final int PASSES = 200;

    private final Path folder;
    private final BackupFolder target;
    private final Map<Path, Stamp> copied = new HashMap<>();

    private record Stamp(FileTime time, long size) {}

    SteadyCopy(Path folder, BackupFolder target) {
        this.folder = folder;
        this.target = target;
    }

    void run() throws IOException {
        for (int pass = 0; pass < PASSES; pass++) {
            changed().forEach(this::copy);
            if (changed().size() <= 1) {
                return;
            }
        }
        throw new BackupException(folder + " 一直在变，没能复制出一致的副本。请在较空闲时重试，或先停枢纽。",
                folder + " changed all the time and could not be copied as one. Try at a quieter time, or stop the hub.");
    }

    /** Those that are new, gone or different since they were copied. */
    private Set<Path> changed() throws IOException {
        Set<Path> different = new TreeSet<>();
        Set<Path> there = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                there.add(file);
                if (!stamp(file).equals(copied.get(file))) {
                    different.add(file);
                }
            }
        }
        copied.keySet().stream().filter(file -> !there.contains(file)).forEach(different::add);
        return different;
    }

    private void copy(Path file) {
        try {
            Stamp before = stamp(file);
            for (int attempt = 0; attempt < PASSES; attempt++) {
                if (before.size() < 0) {
                    target.forget(file);
                    copied.remove(file);
                    return;
                }
                target.add(file);
                Stamp after = stamp(file);
                if (after.equals(before)) {
                    break;
                }
                before = after;
            }
            copied.put(file, before);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (NoSuchFileException e) {
            return new Stamp(FileTime.fromMillis(0), -1);
        }
    }
}
