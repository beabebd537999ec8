package cn.tongban.hub.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** What must lie on disk before the server can start: the cluster, its password and the port it keeps. */
final class ClusterFolder {
    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    /** Below the range from which systems take the ports of outgoing connections. */
    private static final int LOWEST_PORT = 21_000;

    private static final int HIGHEST_PORT = 29_999;

    private final EmbeddedSettings settings;

    ClusterFolder(EmbeddedSettings settings) {
        this.settings = settings;
    }

    /** Makes the cluster at the first start; it appears under its name only when it is complete. */
    String prepare(PostgresPrograms programs) throws IOException, InterruptedException {
        Path passwordFile = settings.data().resolve("pg-password");
        boolean exists = Files.exists(settings.cluster().resolve("PG_VERSION"));
        if (!Files.exists(passwordFile)) {
            if (exists) {
                throw new StartRefusedException(
                        "The database in " + settings.cluster() + " has lost its password file " + passwordFile,
                        "Put the file back from the backup of the data folder.");
            }
            writeSecret(passwordFile, newPassword());
        }
        Files.createDirectories(settings.logs());
        if (!exists) {
            create(programs, passwordFile);
        }
        return Files.readString(passwordFile, StandardCharsets.US_ASCII).trim();
    }

    private void create(PostgresPrograms programs, Path passwordFile) throws IOException, InterruptedException {
        LOG.atInfo().addKeyValue("folder", settings.cluster()).log("Making the database, once");
        Path unfinished = settings.data().resolve("pg-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        PostgresPrograms.Result made = programs.tool(
                "initdb",
                INITDB_LIMIT,
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (made.code() != 0) {
            throw new StartRefusedException(
                    "initdb could not make the database in " + settings.data() + ": " + made.output(),
                    "Check free space and permissions there, or set HUB_DB_URL to use a PostgreSQL of your own.");
        }
        Files.move(unfinished, settings.cluster(), StandardCopyOption.ATOMIC_MOVE);
        syncFolder(settings.data());
    }

    /**
     * The port of this data folder. It stays the same for ever, unless another program has taken it: then a new one is
     * chosen, except when the port was configured, which is refused.
     */
    int port() throws IOException {
        if (settings.port() != 0) {
            if (!isFree(settings.port())) {
                throw new StartRefusedException(
                        "Port " + settings.port() + " of 127.0.0.1 belongs to another program",
                        "Stop that program, or set HUB_DB_PORT to another port or to 0.");
            }
            return settings.port();
        }
        Path file = settings.data().resolve("pg-port");
        int remembered = Files.exists(file) ? Integer.parseInt(Files.readString(file).trim()) : 0;
        if (remembered != 0 && isFree(remembered)) {
            return remembered;
        }
        int chosen = freePort();
        if (remembered != 0) {
            LOG.atWarn().addKeyValue("port", remembered).addKeyValue("now", chosen)
                    .log("The database's port belongs to another program; moving to another one");
        }
        replace(file, Integer.toString(chosen));
        return chosen;
    }

    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartRefusedException(
                "No free port between " + LOWEST_PORT + " and " + HIGHEST_PORT, "Set HUB_DB_PORT to a free port.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        writeAndSync(unfinished, secret + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        writeAndSync(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeAndSync(Path file, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
            channel.force(true);
        }
    }

    /** The rename itself must survive a power cut too; systems that cannot open a folder for this need no sync. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException unsupported) {
            LOG.atDebug().log("This system cannot sync a folder");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
