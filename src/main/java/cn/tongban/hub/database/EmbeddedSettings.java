package cn.tongban.hub.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the embedded server lives and how it is set.
 *
 * @param data the hub's data folder; the server uses {@code pg}, {@code pg-log}, {@code pg-password}, {@code pg-port}
 * @param binaries where the programs are unpacked, once per version
 * @param port a fixed port, or 0 to choose a free one at the first start and remember it
 * @param startWait how long a start may take, crash recovery included
 * @param role that owns the database of the same name
 * @param server settings of the server, on top of those below
 */
record EmbeddedSettings(
        Path data, Path binaries, int port, Duration startWait, String role, Map<String, String> server) {
    /** The role that the hub works with, and the name of its database. */
    static final String HUB = "hub";

    static EmbeddedSettings at(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        return new EmbeddedSettings(folder, folder.resolve("pg-bin"), 0, Duration.ofMinutes(30), HUB, Map.of());
    }

    EmbeddedSettings withBinaries(Path folder) {
        return new EmbeddedSettings(data, folder.toAbsolutePath().normalize(), port, startWait, role, server);
    }

    EmbeddedSettings withPort(int fixed) {
        return new EmbeddedSettings(data, binaries, fixed, startWait, role, server);
    }

    EmbeddedSettings withStartWait(Duration limit) {
        return new EmbeddedSettings(data, binaries, port, limit, role, server);
    }

    EmbeddedSettings ownedBy(String owner) {
        return new EmbeddedSettings(data, binaries, port, startWait, owner, server);
    }

    EmbeddedSettings withServer(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(server);
        more.put(name, value);
        return new EmbeddedSettings(data, binaries, port, startWait, role, Map.copyOf(more));
    }

    Path cluster() {
        return data.resolve("pg");
    }

    Path logs() {
        return data.resolve("pg-log");
    }

    /** Given on the command line, where they win over whatever the configuration files in the cluster say. */
    Map<String, String> serverFor(int usedPort) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("port", Integer.toString(usedPort));
        all.put("listen_addresses", "127.0.0.1");
        all.put("unix_socket_directories", "");
        all.put("cluster_name", "tongban-hub");
        all.put("fsync", "on");
        all.put("synchronous_commit", "on");
        all.put("full_page_writes", "on");
        all.put("wal_level", "logical");
        all.put("max_slot_wal_keep_size", "1GB");
        all.put("max_replication_slots", "8");
        all.put("max_wal_senders", "8");
        all.put("max_connections", "100");
        all.put("shared_buffers", sharedBuffers() + "MB");
        // After each checkpoint every page is logged whole once; rare checkpoints keep the log small under load.
        all.put("max_wal_size", "2GB");
        all.put("checkpoint_timeout", "15min");
        all.put("jit", "off");
        all.put("timezone", "UTC");
        all.putAll(silence());
        all.putAll(server);
        return all;
    }

    /** A sixteenth of the machine's (or the container's) memory in megabytes, between 128 and 1024. */
    private static long sharedBuffers() {
        long bytes = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return Math.max(128, Math.min(1024, bytes / 16 >> 20));
    }

    /**
     * No statement, parameter or row value in the server's log: an ERROR quotes what it could not read and its DETAIL
     * quotes whole rows, so neither is written there (the caller gets both). Seven files, one per weekday.
     */
    private Map<String, String> silence() {
        Map<String, String> log = new LinkedHashMap<>();
        log.put("logging_collector", "on");
        log.put("log_directory", logs().toString());
        log.put("log_filename", "postgresql-%a.log");
        log.put("log_truncate_on_rotation", "on");
        log.put("log_rotation_size", "0");
        log.put("log_timezone", "UTC");
        log.put("log_statement", "none");
        log.put("log_min_duration_statement", "-1");
        log.put("log_min_messages", "log");
        log.put("log_min_error_statement", "panic");
        log.put("log_error_verbosity", "terse");
        log.put("log_parameter_max_length", "0");
        log.put("log_parameter_max_length_on_error", "0");
        log.put("log_checkpoints", "off");
        return log;
    }
}
