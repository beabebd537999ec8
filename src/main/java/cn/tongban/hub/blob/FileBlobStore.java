package cn.tongban.hub.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Blobs as files: {@code ab/cd/abcd…}. A path is made of an address alone, never of anything that somebody sent. */
final class FileBlobStore implements BlobStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path leaving;

    FileBlobStore(Path root) {
        this.root = root;
        this.leaving = root.resolve("leaving");
    }

    @Override
    public void publish(Path sealed, BlobId id) throws IOException {
        Path place = place(id);
        try {
            makeFolders(place.getParent());
            // The bytes were flushed by who wrote them; the rename becomes durable with the folder.
            Files.move(sealed, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder(place.getParent());
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    @Override
    public Stored open(BlobId id) throws IOException {
        return new FileStored(FileChannel.open(place(id), StandardOpenOption.READ));
    }

    /** Moved aside before it is judged: one that was published anew in this moment is found out and put back. */
    @Override
    public boolean removeOlder(BlobId id, Duration age) throws IOException {
        Path place = place(id);
        Path aside = leaving.resolve(id.hex());
        Files.createDirectories(leaving);
        try {
            Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return true;
        }
        if (FolderClock.isOlder(aside, leaving, age)) {
            Files.delete(aside);
            return true;
        }
        if (Files.notExists(place)) {
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return false;
    }

    @Override
    public void listOlder(Duration age, Consumer<BlobId> each) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Instant youngest = FolderClock.now(root).minus(age);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean ours = folder.equals(root) || folder.getFileName().toString().length() == 2;
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches() && attributes.lastModifiedTime().toInstant().isBefore(youngest)) {
                    each.accept(new BlobId(name));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone since the folder was read.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public String describe() {
        return "files";
    }

    private Path place(BlobId id) {
        return root.resolve(id.hex().substring(0, 2)).resolve(id.hex().substring(2, 4)).resolve(id.hex());
    }

    private void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        flushFolder(folder.getParent());
        flushFolder(root);
    }

    /** A folder's entries are data, too: without this a power cut may undo a rename. Not every system can do it. */
    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record FileStored(FileChannel channel, long length) implements Stored {
        FileStored(FileChannel channel) throws IOException {
            this(channel, channel.size());
        }

        @Override
        public byte[] tail(int bytes) throws IOException {
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(bytes, length));
            long at = length - tail.capacity();
            while (tail.hasRemaining()) {
                int read = channel.read(tail, at + tail.position());
                if (read < 0) {
                    throw new BlobDamagedException("the blob ends early");
                }
            }
            return tail.array();
        }

        @Override
        public InputStream head(long bytes) throws IOException {
            channel.position(0);
            return new BoundedInput(Channels.newInputStream(channel), bytes);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
