package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory, where the system tells it under {@code /proc}. */
final class Resident {
    private static final long KIB = 1024;

    private Resident() {}

    /** Of one process in MB. */
    static OptionalLong ofProcess(long pid) {
        OptionalLong kib = field(pid, "VmRSS:");
        return kib.isPresent() ? OptionalLong.of(kib.getAsLong() / KIB) : kib;
    }

    /** Of all that a process has started, in MB, without memory that they share with one another. */
    static OptionalLong ofDescendants(long pid) {
        if (field(pid, "VmRSS:").isEmpty()) {
            return OptionalLong.empty();
        }
        long kib = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(child -> field(child.pid(), "RssAnon:").orElse(0))
                .sum();
        return OptionalLong.of(kib / KIB);
    }

    private static OptionalLong field(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            // No such file: another system, or the process has just ended.
            return OptionalLong.empty();
        }
    }
}
