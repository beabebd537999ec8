package cn.tongban.hub.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One hub per data folder: a lock on {@code hub.lock} that the kernel frees when the process dies, however it dies. */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "hub.lock";
    /**
     * Folders that this process has. Asked before the file is opened: on POSIX systems closing any channel to a file gives
     * up all locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Locks the folder, which is made when it does not exist, or refuses naming the process that has it. */
    static FolderLock acquire(Path folder) {
        return tryAcquire(folder)
                .orElseThrow(() -> new StartRefusedException(
                        "Another hub (process " + owner(folder) + ") already works on the data folder " + folder,
                        "Stop that process, or give this one a folder of its own with HUB_DATA."));
    }

    /** Empty when another process, or another hub in this one, has the folder. */
    static Optional<FolderLock> tryAcquire(Path folder) {
        try {
            create(folder);
            Path real = folder.toRealPath();
            if (!HELD.add(real)) {
                return Optional.empty();
            }
            Optional<FolderLock> lock = Optional.empty();
            try {
                lock = lock(real);
                return lock;
            } finally {
                if (lock.isEmpty()) {
                    HELD.remove(real);
                }
            }
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data folder " + folder + " cannot be written: " + e.getMessage(),
                    "Make it writable for this user, or choose another one with HUB_DATA.",
                    e);
        }
    }

    /** Keys and passwords will lie in it, so a new one is for its owner alone. */
    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static Optional<FolderLock> lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new FolderLock(folder, channel));
    }

    private static String owner(Path folder) {
        try {
            if (HELD.contains(folder.toRealPath())) {
                return Long.toString(ProcessHandle.current().pid());
            }
            return Files.readString(folder.resolve(NAME), StandardCharsets.US_ASCII).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }
}
