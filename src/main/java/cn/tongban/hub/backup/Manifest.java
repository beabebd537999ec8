package cn.tongban.hub.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a backup consists of. It is written last, so a folder without one is no backup.
 *
 * @param format of this file
 * @param database embedded-working, embedded-stopped, or external: then it is not in here
 * @param masterKey fingerprint of the key without which the payloads cannot be opened
 * @param folders that must be there, empty ones too
 */
public record Manifest(
        int format,
        UUID id,
        Instant takenAt,
        String database,
        String masterKey,
        List<String> folders,
        List<Entry> files) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** A file under {@code data/}. */
    public record Entry(String path, long size, String sha256) {}

    void write(Path backup) throws IOException {
        Path draft = backup.resolve(FILE + ".new");
        JSON.writeValue(draft.toFile(), this);
        Files.move(draft, backup.resolve(FILE));
    }

    static Manifest read(Path backup) throws IOException {
        Path file = backup.resolve(FILE);
        if (Files.notExists(file)) {
            throw new BackupException(backup + " 不是完整的备份，缺少 " + FILE + "。",
                    backup + " is no complete backup, there is no " + FILE + ".");
        }
        Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
        if (manifest.format() != FORMAT) {
            throw new BackupException("备份格式 " + manifest.format() + " 不认识，请用写出它的版本恢复。",
                    "Format " + manifest.format() + " is not known; restore with the version that wrote it.");
        }
        manifest.files().forEach(entry -> inside(entry.path()));
        manifest.folders().forEach(Manifest::inside);
        return manifest;
    }

    private static void inside(String path) {
        Path relative = Path.of(path);
        if (path.isEmpty() || relative.isAbsolute() || !relative.equals(relative.normalize()) || relative.startsWith("..")) {
            throw new BackupException("备份清单中的路径不合法。", "The manifest holds a path that leaves its folder.");
        }
    }
}
