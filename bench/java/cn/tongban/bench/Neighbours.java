package cn.tongban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How much of the processors others use while we measure. A benchmark on a shared machine is only worth something when
 * it notices that, so turns with too many neighbours are run again.
 */
final class Neighbours {
    /** Above this part of all processor time a turn counts as disturbed. The kernel's own write-back stays below. */
    static final double TOLERATED = 0.15;

    private long busy;
    private long total;
    private long own;

    /** Begins to watch. */
    static Neighbours watch() throws IOException {
        Neighbours now = new Neighbours();
        long[] processors = processors();
        now.busy = processors[0];
        now.total = processors[1];
        now.own = own();
        return now;
    }

    /** The part of all processor time since the beginning that went to processes that are not ours. */
    double share() throws IOException {
        Neighbours now = watch();
        long passed = Math.max(1, now.total - total);
        return Math.max(0, (now.busy - busy) - (now.own - own)) / (double) passed;
    }

    /** Waits until the neighbours are quiet, but not longer than {@code seconds}. */
    static void awaitCalm(int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        double share = 1;
        while (share > TOLERATED && System.nanoTime() < end) {
            Neighbours look = watch();
            TimeUnit.MILLISECONDS.sleep(700);
            share = look.share();
        }
    }

    /** Busy and total ticks of all processors. */
    private static long[] processors() throws IOException {
        long[] ticks = Arrays.stream(Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +")).skip(1).limit(8)
                .mapToLong(Long::parseLong).toArray();
        long total = Arrays.stream(ticks).sum();
        return new long[] {total - ticks[3] - ticks[4], total};
    }

    /** CPU ticks of this process and all that it has started. */
    static long own() {
        return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .mapToLong(process -> Cost.ticksOf(process.pid())).sum();
    }
}
