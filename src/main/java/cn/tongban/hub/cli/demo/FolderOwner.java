package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Which hub has a data folder: the one that holds the lock on {@code hub.lock}, where its process number stands. */
final class FolderOwner {
    private final Path file;

    FolderOwner(Path data) {
        this.file = data.resolve("hub.lock");
    }

    /** A hub works on the folder right now. */
    boolean isThere() {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw new DemoException(DemoException.USAGE, "demo.error.folder", file.getParent());
        }
    }

    /** The folder's last owner was this process. */
    boolean is(long pid) {
        return number().equals(Long.toString(pid));
    }

    /** Process number of the last owner, empty before the first. */
    String number() {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII).strip() : "";
        } catch (IOException e) {
            throw new DemoException(DemoException.USAGE, "demo.error.folder", file.getParent());
        }
    }
}
