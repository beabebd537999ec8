package cn.tongban.hub.backup;

import cn.tongban.hub.support.RestoreMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * One restore: everything is checked while it is copied beside the data folder, and the folder appears only when all of it
 * was right. The mark in it makes the first start ask before it sends anything again.
 */
public final class RestoreRun {
    private final Path backup;
    private final Path data;
    private final Path keyFile;

    /**
     * @param data does not exist or is empty
     * @param keyFile where the hub will look for the master key
     */
    public RestoreRun(Path backup, Path data, Path keyFile) {
        this.backup = backup.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.keyFile = keyFile.toAbsolutePath().normalize();
    }

    /**
     * @param keys places to look for the master key, best first
     * @throws BackupException when the folder is in use, a file is missing or changed, or the key is another one
     */
    public Manifest run(List<Path> keys) throws IOException {
        requireEmpty();
        Manifest manifest = Manifest.read(backup);
        Path key = key(manifest, keys);
        Path staging = data.resolveSibling("." + data.getFileName() + ".restoring-" + manifest.id());
        FileSystemUtils.deleteRecursively(staging);
        try {
            fill(staging, manifest);
            if (keyFile.startsWith(data)) {
                FileCopy.copy(key, staging.resolve(data.relativize(keyFile)), Keys.FILE);
            } else if (Files.notExists(keyFile)) {
                FileCopy.copy(key, keyFile, Keys.FILE);
            }
            new RestoreMark(manifest.id(), manifest.takenAt()).write(staging);
            Files.deleteIfExists(data);
            Files.move(staging, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(staging);
        }
        return manifest;
    }

    private void fill(Path staging, Manifest manifest) throws IOException {
        FileCopy.folder(staging);
        for (String folder : manifest.folders()) {
            FileCopy.folder(staging.resolve(folder));
        }
        for (Manifest.Entry entry : manifest.files()) {
            Path source = backup.resolve("data").resolve(entry.path());
            if (!Files.isRegularFile(source)) {
                throw damaged(entry);
            }
            if (!FileCopy.copy(source, staging.resolve(entry.path()), entry.path()).equals(entry)) {
                throw damaged(entry);
            }
        }
    }

    private Path key(Manifest manifest, List<Path> places) {
        Path key = places.stream().filter(Files::isRegularFile).findFirst().orElseThrow(() -> new BackupException(
                "没有找到主密钥。请用 --key 指定指纹为 " + manifest.masterKey() + " 的主密钥文件。",
                "There is no master key. Name the file with fingerprint " + manifest.masterKey() + " by --key."));
        String found = Keys.fingerprint(key);
        boolean another = Files.isRegularFile(keyFile) && !Keys.fingerprint(keyFile).equals(manifest.masterKey());
        if (!found.equals(manifest.masterKey()) || another) {
            throw new BackupException(
                    "主密钥不是这份备份的：需要指纹 " + manifest.masterKey() + "。",
                    "That is not the master key of this backup, which has the fingerprint " + manifest.masterKey() + ".");
        }
        return key;
    }

    private void requireEmpty() throws IOException {
        if (Files.notExists(data)) {
            return;
        }
        try (Stream<Path> inside = Files.list(data)) {
            if (inside.findAny().isPresent()) {
                throw new BackupException("数据目录 " + data + " 不是空的，不会覆盖。请换一个目录或先移走它。",
                        "The data folder " + data + " is not empty and will not be overwritten. Choose another, or move it away.");
            }
        }
    }

    private static BackupException damaged(Manifest.Entry entry) {
        return new BackupException("备份已损坏：" + entry.path() + " 缺失或与清单不符。",
                "The backup is damaged: " + entry.path() + " is missing or differs from the manifest.");
    }
}
