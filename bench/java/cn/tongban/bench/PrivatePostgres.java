package cn.tongban.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A throw-away PostgreSQL with full durability in a folder of its own; stopped by its pid when closed. */
final class PrivatePostgres implements AutoCloseable {
    /** What the hub's embedded server runs with, as far as it matters for speed. */
    static final List<String> LIKE_THE_HUB = List.of("wal_level=logical", "max_connections=100",
            "shared_buffers=128MB", "jit=off");

    private final Process server;
    private final int port;

    private PrivatePostgres(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Unpacks, initialises and starts a server below {@code folder}; {@code settings} are "name=value". */
    static PrivatePostgres start(Path folder, List<String> settings) throws Exception {
        Path home = unpack(folder.resolve("pg-bin"));
        Path data = folder.resolve("pg");
        run(command(home, "initdb", "-D", data.toString(), "-A", "trust", "-U", "postgres", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync"), folder.resolve("initdb.log"));
        int port = freePort();
        List<String> command = command(home, "postgres", "-D", data.toString(), "-p", String.valueOf(port),
                "-h", "127.0.0.1", "-k", "");
        Stream.concat(Stream.of("fsync=on", "synchronous_commit=on", "full_page_writes=on"), settings.stream())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        Process server = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("pg.log").toFile()).start();
        PrivatePostgres postgres = new PrivatePostgres(server, port);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        postgres.awaitReady();
        return postgres;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=none";
    }

    long pid() {
        return server.pid();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @Override
    public void close() {
        if (!server.isAlive()) {
            return;
        }
        try {
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client.
            new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            server.destroyForcibly();
        }
    }

    /** A free port below the range of outgoing connections, so that it stays free while nobody listens. */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 21_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
    }

    private void awaitReady() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            try (Connection ready = connect()) {
                return;
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("PostgreSQL did not come up in 30 s");
    }

    private static List<String> command(Path home, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (((Integer) Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS)) == 0) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log));
        }
    }

    private static Path unpack(Path target) throws IOException {
        String archive = "/postgres-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".txz";
        try (InputStream in = PrivatePostgres.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new IllegalStateException("No PostgreSQL binaries on the class path: " + archive);
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target.resolve(entry.getName()));
            }
        }
        return target;
    }

    private static void write(InputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        file.toFile().setExecutable((entry.getMode() & 0100) != 0);
    }
}
