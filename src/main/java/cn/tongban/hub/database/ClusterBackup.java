package cn.tongban.hub.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the embedded cluster from which it can be started again. A working server is copied as its manual describes
 * (continuous archiving, making a base backup using the low level API): between start and stop of a backup, with the log
 * that was written meanwhile. A stopped one is copied as it is, and kept from starting until {@link #close}.
 */
public final class ClusterBackup implements AutoCloseable {
    private static final String WAL = "pg_wal";
    private static final String CONTROL = "global/pg_control";
    /** Their content is made anew at each start; what is in them is of no use to a copy, or wrong in it. */
    private static final Set<String> EMPTIED = Set.of(
            WAL, "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "backup_manifest");

    private final Path data;
    private final Path cluster;
    private final @Nullable FolderLock lock;

    /** Where the copy goes; names are relative to the data folder, with forward slashes. */
    public interface Target {
        /** A file that may have gone, or may change while it is read; both are fine. */
        void file(Path source, String name) throws IOException;

        void bytes(String name, byte[] content) throws IOException;

        void folder(String name) throws IOException;
    }

    private ClusterBackup(Path data, @Nullable FolderLock lock) {
        this.data = data;
        this.cluster = EmbeddedSettings.at(data).cluster();
        this.lock = lock;
    }

    /** Whether there is an embedded cluster in the folder at all. */
    public static boolean isThere(Path data) {
        return Files.exists(EmbeddedSettings.at(data).cluster().resolve("PG_VERSION"));
    }

    public static ClusterBackup open(Path data) {
        return new ClusterBackup(data.toAbsolutePath().normalize(), FolderLock.tryAcquire(data).orElse(null));
    }

    /**
     * Copies the cluster.
     *
     * @return whether the server was at work
     * @throws StartRefusedException when it is just starting or stopping, or the log of the time was lost
     */
    public boolean copy(Target target) throws IOException {
        Optional<PostmasterFile> server = PostmasterFile.read(cluster).filter(file -> file.process().isPresent());
        if (server.isEmpty() && lock != null) {
            copyFiles(target, Set.of());
            return false;
        }
        if (server.isEmpty() || !server.get().ready()) {
            throw new StartRefusedException(
                    "The database in " + cluster + " is just starting or stopping", "Try again in a minute.");
        }
        copyWorking(target);
        return true;
    }

    /** Lets a hub start again that was kept from it. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private void copyWorking(Target target) throws IOException {
        String password = Files.readString(data.resolve("pg-password"), StandardCharsets.US_ASCII).strip();
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        try (BackupSession session = BackupSession.begin(Integer.parseInt(lines.get(3).strip()), password)) {
            copyFiles(target, EMPTIED);
            BackupSession.End end = session.end();
            target.bytes("pg/backup_label", end.label().getBytes(StandardCharsets.UTF_8));
            for (Path segment : segments(end.firstSegment(), end.lastSegment())) {
                target.file(segment, "pg/" + WAL + "/" + segment.getFileName());
            }
            session.verify();
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "The database does not let itself be copied (SQL state " + e.getSQLState() + ")",
                    "Look into pg-log; stop the hub and try again.", e);
        }
    }

    private List<Path> segments(String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(cluster.resolve(WAL))) {
            return files.filter(file -> {
                String name = file.getFileName().toString();
                boolean segment = name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                return segment || name.endsWith(".history");
            }).sorted().toList();
        }
    }

    /** @param emptied folders whose content is left out */
    private void copyFiles(Target target, Set<String> emptied) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.getFileName().toString().startsWith("pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                target.folder(name(folder));
                // A slot's folder without its file would stop the server.
                boolean left = emptied.contains(cluster.relativize(folder).toString());
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path inside = cluster.relativize(file);
                String own = file.getFileName().toString();
                boolean out = LEFT_OUT.contains(inside.toString())
                        || emptied.contains(inside.getName(0).toString())
                        || own.startsWith("pgsql_tmp")
                        || own.startsWith("pg_internal.init")
                        || name(file).endsWith(CONTROL);
                if (!out) {
                    target.file(file, name(file));
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
        // Last: it says from where on the copy has to be recovered.
        target.file(cluster.resolve(CONTROL), "pg/" + CONTROL);
    }

    private String name(Path path) {
        return "pg" + (path.equals(cluster) ? "" : "/" + cluster.relativize(path).toString().replace('\\', '/'));
    }
}
