package cn.tongban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time that a process and its children have used, read from /proc; in microseconds. */
final class Cost {
    private static final long MICROS_PER_TICK = 10_000;

    private Cost() {}

    /** CPU of {@code pid} and its direct children, those that have already ended included. */
    static long cpuOf(long pid) throws IOException {
        long ticks = ticks(Path.of("/proc", String.valueOf(pid)), true);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> isChild(path, pid)).toList()) {
                ticks += ticks(process, false);
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    /** CPU ticks of one process and of its children that have ended. */
    static long ticksOf(long pid) {
        return ticks(Path.of("/proc", String.valueOf(pid)), true);
    }

    private static boolean isChild(Path process, long parent) {
        return process.getFileName().toString().chars().allMatch(Character::isDigit)
                && stat(process).length > 3 && Long.parseLong(stat(process)[1]) == parent;
    }

    private static long ticks(Path process, boolean withEnded) {
        String[] stat = stat(process);
        if (stat.length < 15) {
            return 0;
        }
        long ticks = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        return withEnded ? ticks + Long.parseLong(stat[13]) + Long.parseLong(stat[14]) : ticks;
    }

    /** Fields of /proc/pid/stat from the state on; empty when the process has gone. */
    private static String[] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }
}
