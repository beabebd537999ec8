package cn.tongban.hub.backup;

import cn.tongban.hub.database.ClusterBackup;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A backup in the making: copies under {@code data/}, and what the manifest will say of them. */
final class BackupFolder implements ClusterBackup.Target {
    private final Path data;
    private final Path folder;
    private final Map<String, Manifest.Entry> files = new TreeMap<>();
    private final Set<String> folders = new TreeSet<>();

    /** @param data what is backed up */
    BackupFolder(Path data, Path backup) {
        this.data = data;
        this.folder = backup.resolve("data");
    }

    @Override
    public void file(Path source, String name) throws IOException {
        try {
            files.put(name, FileCopy.copy(source, folder.resolve(name), name));
        } catch (NoSuchFileException e) {
            files.remove(name);
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    @Override
    public void bytes(String name, byte[] content) throws IOException {
        files.put(name, FileCopy.write(content, folder.resolve(name), name));
    }

    @Override
    public void folder(String name) throws IOException {
        folders.add(name);
        FileCopy.folder(folder.resolve(name));
    }

    void add(Path file) throws IOException {
        file(file, name(file));
    }

    void forget(Path file) throws IOException {
        files.remove(name(file));
        Files.deleteIfExists(folder.resolve(name(file)));
    }

    /** A file, or a folder with all in it that is not yet here; what vanishes meanwhile was not needed. */
    void addNew(Path root, Set<String> leftOut) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path here, BasicFileAttributes attributes) throws IOException {
                if (leftOut.contains(name(here))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folder(name(here));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !leftOut.contains(name(file)) && !files.containsKey(name(file))) {
                    add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    List<Manifest.Entry> files() {
        return List.copyOf(files.values());
    }

    List<String> folders() {
        return List.copyOf(folders);
    }

    private String name(Path path) {
        return data.relativize(path).toString().replace('\\', '/');
    }
}
