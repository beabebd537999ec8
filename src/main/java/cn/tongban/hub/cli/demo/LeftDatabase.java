package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The database server that a hub leaves behind when it is killed: it goes on, and here nobody would stop it. */
final class LeftDatabase {
    private final Path cluster;
    private final FolderOwner owner;

    LeftDatabase(Path data) {
        this.cluster = data.resolve("pg").toAbsolutePath();
        this.owner = new FolderOwner(data);
    }

    /**
     * Stops it if it still runs; does nothing after an orderly end of the hub, nor when the folder is another hub's.
     *
     * @param hub process number of the hub that has ended
     */
    void stop(long hub, Duration patience) {
        Optional<ProcessHandle> server = owner.is(hub) && !owner.isThere() ? server() : Optional.empty();
        if (server.isEmpty() || !server.get().destroy()) {
            return;
        }
        try {
            server.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Safe at any moment: the next start recovers from the log.
            server.get().destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By process number, and only if that process is a server that sits in this very folder. */
    private Optional<ProcessHandle> server() {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle handle) {
        Path folder = Path.of("/proc/" + handle.pid() + "/cwd");
        try {
            return Files.exists(folder)
                    ? folder.toRealPath().equals(cluster.toRealPath())
                    : handle.info().command().orElse("").contains("postgres");
        } catch (IOException e) {
            return false;
        }
    }
}
