package cn.tongban.hub.cli;

import cn.tongban.hub.replay.Report;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says now and then how far a replay has come. */
final class ProgressLines implements Consumer<Report.Counts> {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(3);

    private final @Nullable PrintWriter out;
    private final long start = System.nanoTime();
    private long last = start;

    /** @param out null to say nothing */
    ProgressLines(@Nullable PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Report.Counts counts) {
        long now = System.nanoTime();
        if (out == null || now - last < EVERY) {
            return;
        }
        last = now;
        long perSecond = counts.total() * 1000 / Math.max(1, TimeUnit.NANOSECONDS.toMillis(now - start));
        out.println("已试跑 %d 条(每秒 %d 条),有差异 %d 条。%d pieces (%d/s), %d differ.".formatted(
                counts.total(), perSecond, counts.differing(), counts.total(), perSecond, counts.differing()));
        out.flush();
    }
}
