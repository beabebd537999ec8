package cn.tongban.hub.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One start of the server, from clearing the ground to the moment when it takes connections. */
final class ServerStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    private static final int TRIES = 10;

    private final EmbeddedSettings settings;
    private final PostgresPrograms programs;
    private final ClusterFolder folder;
    private final Leftovers leftovers;

    ServerStart(EmbeddedSettings settings, PostgresPrograms programs, ClusterFolder folder, Leftovers leftovers) {
        this.settings = settings;
        this.programs = programs;
        this.folder = folder;
        this.leftovers = leftovers;
    }

    record Running(Process process, int port) {}

    /**
     * Some reasons pass by themselves: a server that was just being started when its hub was killed, shared memory
     * that is given back late, a port taken between the look and the start. Those are tried again.
     */
    Running start() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            leftovers.clear();
            int port = folder.port();
            Process process = launch(port);
            try {
                if (awaitReady(process)) {
                    return new Running(process, port);
                }
            } catch (InterruptedException | StartRefusedException e) {
                process.destroyForcibly();
                throw e;
            }
            String said = lastWords();
            if (attempt == TRIES || !passes(said)) {
                throw new StartRefusedException(
                        "The embedded database ended while starting: " + said,
                        "Look into " + settings.logs() + "; free space when the disk is full.");
            }
            LOG.atInfo().addKeyValue("reason", said).log("The database is not free yet, trying again");
            Thread.sleep(1000);
        }
    }

    private Process launch(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", settings.cluster().toString()));
        settings.serverFor(port).forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return programs.server(startLog(), arguments);
    }

    /** False when the process ended. A recovery after a crash may take minutes and is waited for. */
    private boolean awaitReady(Process process) throws InterruptedException {
        long began = System.nanoTime();
        long nextWord = SAY_EVERY.toNanos();
        while (process.isAlive()) {
            if (PostmasterFile.read(settings.cluster())
                    .filter(file -> file.pid() == process.pid() && file.ready())
                    .isPresent()) {
                return true;
            }
            long waited = System.nanoTime() - began;
            if (waited > settings.startWait().toNanos()) {
                throw new StartRefusedException(
                        "The embedded database was not ready within " + settings.startWait(),
                        "Look into " + settings.logs() + "; set HUB_DB_START_WAIT to wait longer.");
            }
            if (waited > nextWord) {
                nextWord += SAY_EVERY.toNanos();
                LOG.atInfo().addKeyValue("log", settings.logs())
                        .log("The database still recovers from a crash, {} s so far", waited / 1_000_000_000);
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static boolean passes(String said) {
        return said.contains("pre-existing shared memory block")
                || said.contains("postmaster.pid\" already exists")
                || said.contains("could not bind")
                || said.contains("Address already in use");
    }

    /**
     * Why it ended: what it said before its log was open, else the last fatal line of the log. Neither quotes a
     * statement or a row.
     */
    private String lastWords() throws IOException {
        String early = read(startLog())
                .lines()
                .filter(line -> !line.contains(" LOG: ") && !line.contains(" HINT: ") && !line.contains(" DETAIL: "))
                .collect(Collectors.joining(" "));
        if (!early.isBlank()) {
            return early.length() <= 600 ? early : early.substring(0, 600);
        }
        try (Stream<Path> logs = Files.list(settings.logs())) {
            Optional<Path> newest = logs.filter(file -> !file.equals(startLog()))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()));
            return newest.isEmpty() ? "it said nothing" : lastFatal(read(newest.get()));
        }
    }

    private static String lastFatal(String log) {
        return log.lines()
                .filter(line -> line.contains(" FATAL: ") || line.contains(" PANIC: "))
                .reduce((first, second) -> second)
                .orElse("it said nothing");
    }

    /** The last 64 kB; a log may be long. */
    private static String read(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(bytes.length(), 1 << 16)];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        }
    }

    /** What the server says before its own log is open. */
    private Path startLog() {
        return settings.logs().resolve("start.log");
    }
}
