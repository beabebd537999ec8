package cn.tongban.hub.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says. The file outlives a killed server, and its process number may since belong to
 * another program, so {@link #process()} checks before it believes.
 *
 * @param status {@code starting}, {@code ready} and the like; empty while the server has not said yet
 */
record PostmasterFile(long pid, Path folder, Instant started, String status) {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    /** Empty when there is none or the server is still writing it. */
    static Optional<PostmasterFile> read(Path cluster) {
        try {
            List<String> lines =
                    Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.size() < 3) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).trim()),
                    cluster,
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).trim())),
                    lines.size() < 8 ? "" : lines.get(7).trim()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean ready() {
        return status.equals("ready");
    }

    /** The running postmaster of this very folder, if there is one. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(handle -> ClusterProcesses.alive(pid)).filter(this::ours);
    }

    private boolean ours(ProcessHandle handle) {
        if (ClusterProcesses.canSeeFolders()) {
            return ClusterProcesses.worksIn(pid, folder);
        }
        String command = handle.info().command().orElse("");
        return command.contains("postgres")
                && handle.info()
                        .startInstant()
                        .filter(at -> Duration.between(at, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                        .isPresent();
    }
}
