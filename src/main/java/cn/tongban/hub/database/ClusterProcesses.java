package cn.tongban.hub.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The server processes of one cluster, found by their working directory: every PostgreSQL process sits in its data
 * folder. Works where {@code /proc} exists; elsewhere nothing is found and PostgreSQL's own checks must do.
 */
final class ClusterProcesses {
    private static final Path PROC = Path.of("/proc");

    private ClusterProcesses() {}

    static boolean canSeeFolders() {
        return Files.exists(PROC.resolve("self/cwd"));
    }

    /** All living processes that sit in the folder: the postmaster, or back-ends that outlived it. */
    static List<ProcessHandle> in(Path cluster) {
        if (!canSeeFolders()) {
            return List.of();
        }
        return ProcessHandle.allProcesses()
                .filter(handle -> worksIn(handle.pid(), cluster) && alive(handle.pid()))
                .toList();
    }

    static boolean worksIn(long pid, Path cluster) {
        Path process = PROC.resolve(Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster.toRealPath())
                    && Files.readSymbolicLink(process.resolve("exe")).getFileName().toString().startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    /** A killed process that nobody has collected yet still has a number, but is not alive. */
    static boolean alive(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return !canSeeFolders();
        }
    }
}
