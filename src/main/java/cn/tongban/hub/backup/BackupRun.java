package cn.tongban.hub.backup;

import cn.tongban.hub.database.ClusterBackup;
import cn.tongban.hub.support.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One backup. The database is copied first and everything else after it: what the database knows of is then in the backup,
 * and what is too much in it does no harm.
 */
public final class BackupRun {
    private static final String BROKER = "broker";
    /** Made anew at each start, or on its way. The cluster and the broker have their own ways of being copied. */
    private static final Set<String> LEFT_OUT = Set.of(
            "pg", "pg-bin", "pg-log", "pg-unfinished", "hub.lock", Keys.FILE, BROKER, "blobs/drafts", "restored");

    private final Path data;
    private final Path key;
    private final Clock clock;

    /**
     * @param data the hub's data folder
     * @param key the master key's file
     */
    public BackupRun(Path data, Path key, Clock clock) {
        this.data = data.toAbsolutePath().normalize();
        this.key = key.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /**
     * Copies everything into {@code backup}, the master key into {@code keyFolder}.
     *
     * @param backup does not exist or is empty
     * @param keyFolder should be carried elsewhere afterwards
     * @throws BackupException when it cannot be done; what was copied until then has no manifest
     */
    public Manifest run(Path backup, Path keyFolder) throws IOException {
        requireEmpty(backup);
        String fingerprint = Keys.fingerprint(key);
        Instant began = clock.instant();
        FileCopy.folder(backup);
        BackupFolder folder = new BackupFolder(data, backup);
        String database;
        try (ClusterBackup cluster = ClusterBackup.open(data)) {
            database = !ClusterBackup.isThere(data) ? "external"
                    : cluster.copy(folder) ? "embedded-working" : "embedded-stopped";
            if (Files.isDirectory(data.resolve(BROKER))) {
                folder.addNew(data.resolve(BROKER), LEFT_OUT);
                new SteadyCopy(data.resolve(BROKER), folder).run();
            }
            copyOthers(folder);
            // A second look for what was published, or put back, while the first one went by.
            copyOthers(folder);
        }
        FileCopy.copy(key, keyFolder.resolve(Keys.FILE), Keys.FILE);
        Manifest manifest = new Manifest(Manifest.FORMAT, Ids.next(began), began, database, fingerprint,
                folder.folders(), folder.files());
        manifest.write(backup);
        return manifest;
    }

    private void copyOthers(BackupFolder folder) throws IOException {
        try (Stream<Path> inside = Files.list(data)) {
            for (Path path : inside.sorted().toList()) {
                String name = path.getFileName().toString();
                if (!LEFT_OUT.contains(name) && !path.equals(key)) {
                    folder.addNew(path, LEFT_OUT);
                }
            }
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new BackupException(folder + " 不是空目录。", folder + " is not empty.");
            }
        }
    }
}
