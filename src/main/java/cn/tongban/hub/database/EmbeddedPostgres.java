package cn.tongban.hub.database;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor of the embedded PostgreSQL: clears away what a killed hub left, starts the server, starts it again
 * whenever it dies, and stops it with the hub. One per data folder.
 */
final class EmbeddedPostgres implements DatabaseAddress {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final FolderLock lock;
    private final String role;
    private final String password;
    private final Leftovers leftovers;
    private final ServerStart serverStart;
    private final Thread watcher = new Thread(this::watch, "hub-database");
    private volatile ServerStart.Running running;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean stopping;

    private EmbeddedPostgres(FolderLock lock, EmbeddedSettings settings) throws IOException, InterruptedException {
        this.lock = lock;
        this.role = settings.role();
        PostgresPrograms programs = PostgresPrograms.in(PostgresBinaries.unpackInto(settings.binaries()));
        ClusterFolder folder = new ClusterFolder(settings);
        this.password = folder.prepare(programs);
        this.leftovers = new Leftovers(settings.cluster(), programs);
        this.serverStart = new ServerStart(settings, programs, folder, leftovers);
        this.running = serverStart.start();
        try {
            OwnerRole.ensure(running.port(), password, role);
        } catch (RuntimeException e) {
            stopServer();
            throw e;
        }
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Returns when the server takes connections; refuses with a reason when it cannot. */
    static EmbeddedPostgres start(EmbeddedSettings settings) {
        FolderLock lock = FolderLock.acquire(settings.data());
        try {
            return new EmbeddedPostgres(lock, settings);
        } catch (IOException e) {
            lock.close();
            throw new StartRefusedException(
                    "The embedded database cannot start: " + e.getMessage(), "Check the data folder.", e);
        } catch (InterruptedException e) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted", "Start again.", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The port in it may change when another program takes it. */
    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + running.port() + "/" + role;
    }

    @Override
    public String user() {
        return role;
    }

    @Override
    public String password() {
        return password;
    }

    /** Makes what the superuser makes; harmless to repeat. */
    void letRead(String reader, String readerPassword) {
        OwnerRole.ensureReader(running.port(), password, role, reader, readerPassword);
    }

    /** The process number of the server, which changes with every restart. */
    long pid() {
        return running.process().pid();
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            long began = System.nanoTime();
            try {
                int code = running.process().waitFor();
                if (stopping) {
                    return;
                }
                pause = System.nanoTime() - began > STABLE.toNanos() ? FIRST_PAUSE : pause;
                pause = restart(code, pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Tries until the server is back; gives the pause to take if it dies again soon. */
    private Duration restart(int code, Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        // What the log says in full may name folders; what health shows does not.
        String shown = "the server ended with code " + code;
        String reason = shown;
        while (!stopping) {
            trouble = Optional.of(shown + "; being restarted");
            LOG.atError().addKeyValue("reason", reason)
                    .log("The database is gone; starting it again in {} s", pause.toSeconds());
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            try {
                running = serverStart.start();
                trouble = Optional.empty();
                LOG.atWarn().addKeyValue("pid", pid()).log("The database is back");
                return pause;
            } catch (IOException | StartRefusedException e) {
                shown = "the server does not start, the hub's log says why";
                reason = e.getMessage();
            }
        }
        return pause;
    }

    /** Stops the server and frees the folder. Close everything that uses the database first. */
    @Override
    public void close() {
        stopping = true;
        watcher.interrupt();
        boolean interrupted = false;
        try {
            watcher.join();
            stopServer();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            lock.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stopServer() throws InterruptedException {
        if (!running.process().isAlive()) {
            return;
        }
        try {
            leftovers.stop();
            running.process().waitFor(30, TimeUnit.SECONDS);
            LOG.atInfo().log("The database has stopped");
        } catch (IOException e) {
            LOG.atError().setCause(e).log("The database could not be stopped; the next start will do it");
        }
    }
}
