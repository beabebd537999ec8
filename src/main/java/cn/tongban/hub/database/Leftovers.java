package cn.tongban.hub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed hub left running. The old server may run with old settings, so it is stopped, never adopted; back-ends
 * whose postmaster is gone still hold the shared memory and are waited for.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration FAST_STOP = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path cluster;
    private final PostgresPrograms programs;

    Leftovers(Path cluster, PostgresPrograms programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    /** After this no process works on the cluster any more. */
    void clear() throws IOException, InterruptedException {
        Optional<PostmasterFile> file = PostmasterFile.read(cluster);
        Optional<ProcessHandle> running = file.flatMap(PostmasterFile::process);
        if (running.isPresent()) {
            LOG.atInfo().addKeyValue("pid", running.get().pid())
                    .log("Stopping the database that an earlier hub left running");
            stop();
        }
        awaitBackends();
        if (file.isPresent() && running.isEmpty() && ClusterProcesses.alive(file.get().pid())) {
            // The number now belongs to another program. PostgreSQL would take that for a running server and refuse.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    /** Fast first; when clients or replication hold it up, immediately, which costs a recovery but no data. */
    void stop() throws IOException, InterruptedException {
        PostgresPrograms.Result stopped = pgCtlStop("fast", FAST_STOP);
        if (stopped.code() != 0 && PostmasterFile.read(cluster).flatMap(PostmasterFile::process).isPresent()) {
            LOG.atWarn().log("The database did not stop within {}; stopping it at once, it will recover", FAST_STOP);
            pgCtlStop("immediate", IMMEDIATE_STOP);
        }
    }

    private PostgresPrograms.Result pgCtlStop(String mode, Duration limit) throws IOException, InterruptedException {
        return programs.tool(
                "pg_ctl",
                limit.plusSeconds(10),
                "stop",
                "--pgdata=" + cluster,
                "--mode=" + mode,
                "--wait",
                "--timeout=" + limit.toSeconds());
    }

    private void awaitBackends() throws InterruptedException {
        List<ProcessHandle> left = ClusterProcesses.in(cluster);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (!left.isEmpty()) {
            LOG.atInfo().addKeyValue("processes", left.size()).log("Waiting for back-ends of a killed database");
        }
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                // Each exits by itself as soon as it looks up; one that does not is stuck, and a kill costs nothing:
                // what it committed is in the log, the rest was never promised.
                left.forEach(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(50);
            left = ClusterProcesses.in(cluster);
        }
    }
}
