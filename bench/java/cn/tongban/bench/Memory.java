package cn.tongban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident memory of processes, read from /proc; in bytes. */
final class Memory {
    private Memory() {}

    /** All that is resident of one process. */
    static long residentOf(long pid) throws IOException {
        return kilobytes(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")), "VmRSS:") * 1024;
    }

    /**
     * A process and its children, each page shared by several counted once, shared memory (PostgreSQL's buffers) not at
     * all.
     */
    static long ofTree(long pid) throws IOException {
        long sum = withoutShared(pid);
        for (ProcessHandle child : ProcessHandle.of(pid).map(ProcessHandle::children).stream()
                .flatMap(children -> children).toList()) {
            sum += withoutShared(child.pid());
        }
        return sum;
    }

    private static long withoutShared(long pid) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"));
        return (kilobytes(lines, "Pss_Anon:") + kilobytes(lines, "Pss_File:")) * 1024;
    }

    private static long kilobytes(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }
}
