package cn.tongban.hub.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The time by which a file system dates its files. The age of a file is told by this clock and by no other. */
final class FolderClock {
    private FolderClock() {}

    static Instant now(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".clock", "");
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.delete(probe);
        }
    }

    /** Whether a file is older; one that is gone is not. */
    static boolean isOlder(Path file, Path folder, Duration age) throws IOException {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isAfter(now(folder).minus(age));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
