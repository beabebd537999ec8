package cn.tongban.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/**
 * A throw-away server under the same supervisor as the real one, in a temporary folder that goes with the JVM. Also
 * clears the folders of test JVMs that were killed; a folder in use is locked and left alone.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String PREFIX = "tongban-pg-test-";
    /** Unpacked once for all runs from this checkout. */
    private static final Path BINARIES = Path.of("target", "pg-bin");

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    private TestDatabase(Path folder, String sessionTimeZone) {
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start(settings(folder));
        this.pool = Databases.pool(
                new DirectDataSource(postgres, Duration.ofMinutes(1)), 16, sessionTimeZone);
    }

    /** Starts a server and stops it at the end of the JVM at the latest. */
    public static TestDatabase start(String sessionTimeZone) {
        try {
            clearAbandoned();
            TestDatabase database = new TestDatabase(Files.createTempDirectory(PREFIX), sessionTimeZone);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close, "test-database-stop"));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings as in production, with the binaries of this checkout. */
    static EmbeddedSettings settings(Path data) {
        return EmbeddedSettings.at(data).withBinaries(BINARIES);
    }

    /** Where the programs are unpacked, for a process of its own. */
    public static Path binaries() {
        return BINARIES.toAbsolutePath();
    }

    public HikariDataSource dataSource() {
        return pool;
    }

    public String url() {
        return postgres.url();
    }

    public String user() {
        return postgres.user();
    }

    public String password() {
        return postgres.password();
    }

    @Override
    public synchronized void close() {
        pool.close();
        try {
            // First of all: without it nobody takes the folder for abandoned while it is being deleted.
            Files.deleteIfExists(folder.resolve("pg-port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.close();
        delete(folder);
    }

    private static void clearAbandoned() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path abandoned : folders) {
                if (Files.exists(abandoned.resolve("pg-port"))) {
                    clear(abandoned);
                }
            }
        }
    }

    private static void clear(Path abandoned) throws IOException {
        FolderLock lock = FolderLock.tryAcquire(abandoned).orElse(null);
        if (lock == null) {
            return;
        }
        try (lock) {
            PostgresPrograms programs = PostgresPrograms.in(PostgresBinaries.unpackInto(binaries()));
            new Leftovers(abandoned.resolve("pg"), programs).clear();
            delete(abandoned);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
