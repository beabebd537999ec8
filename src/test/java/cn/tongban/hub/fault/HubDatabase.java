package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The embedded database from outside, as its superuser: the tests' own eyes and hands, apart from the hub's code. */
final class HubDatabase {
    private final Path data;

    HubDatabase(Path data) {
        this.data = data;
    }

    /** A connection of the caller's own, for locks that it holds. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", read("pg-password"));
        properties.setProperty("ApplicationName", "fault-test");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/hub", properties);
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("the database refused " + List.of(statements), e);
        }
    }

    /** The first column of every row as text. */
    List<String> strings(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        } catch (SQLException e) {
            throw new AssertionError("the database refused " + sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(strings(sql).get(0));
    }

    /** Holds a table so that nobody else can even read it, until the lock is closed. */
    Lock lock(String table) {
        return new Lock(table);
    }

    /** Commits are written and flushed but not answered any more: they wait for a standby that does not exist. */
    void withholdCommitAnswers() {
        execute("alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()");
    }

    void answerCommits() {
        execute("alter system reset synchronous_standby_names", "select pg_reload_conf()");
    }

    /** Sessions of the hub whose commit is on disk but waits for its answer. */
    long commitsWithoutAnswer() {
        return number("select count(*) from pg_stat_activity where wait_event = 'SyncRep' and query ilike 'commit%'");
    }

    Optional<Long> postmaster() {
        Path file = data.resolve("pg").resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(lines.get(0).trim()));
        } catch (IOException e) {
            // It may vanish between the two looks.
            return Optional.empty();
        }
    }

    /** SIGKILL of the server; a process that is gone already is fine. */
    void killPostmaster() {
        Optional<Long> pid = postmaster();
        pid.flatMap(ProcessHandle::of).ifPresent(process -> {
            process.destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
        });
    }

    /** How many dead-locks there were; the server counts one about a second after it resolved it. */
    long deadlocks() {
        return number("select deadlocks from pg_stat_database where datname = 'hub'");
    }

    /** The postmaster and all that it started. */
    List<Long> processes() {
        ProcessHandle postmaster = ProcessHandle.of(postmaster().orElseThrow()).orElseThrow();
        List<Long> pids = new ArrayList<>(List.of(postmaster.pid()));
        postmaster.descendants().forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** Sends a signal by name to one process that the tests caused. */
    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no kill command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port() {
        return Integer.parseInt(read("pg-port"));
    }

    private String read(String file) {
        try {
            return Files.readString(data.resolve(file)).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table lock held by a transaction of its own. */
    final class Lock implements AutoCloseable {
        private final Connection connection;

        private Lock(String table) {
            try {
                connection = connect();
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("lock table " + table + " in access exclusive mode");
                }
            } catch (SQLException e) {
                throw new AssertionError("cannot lock " + table, e);
            }
        }

        /** Sessions that wait for this lock, the hub's. */
        long waiting() {
            return number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError("the lock cannot be given back", e);
            }
        }
    }
}
