package cn.tongban.hub.replay;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.mapping.BundleFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.function.Consumer;

/** Recorded traffic of this hub: taken out for who may see it, or run here through a bundle that is not at work. */
public final class TimeMachine {
    private final JournalTraffic.Books books;
    private final CaseRecords records;
    private final ActiveBundle active;
    private final Clock clock;

    TimeMachine(JournalTraffic.Books books, CaseRecords records, ActiveBundle active, Clock clock) {
        this.books = books;
        this.records = records;
        this.active = active;
        this.clock = clock;
    }

    /** Digest of the bundle at work. */
    public String baseline() {
        return active.bundle().files().digest();
    }

    /**
     * Writes the bundle at work and what was recorded, values included. Callers answer for who may see it.
     *
     * @param most pieces of traffic
     */
    public void record(Period period, long most, OutputStream out) throws IOException {
        try (JournalTraffic traffic = new JournalTraffic(books, period)) {
            Recording.write(active.bundle().files(), traffic, most, out);
        }
    }

    /** Runs the candidate against the bundle at work, on one thread beside the hub's own. */
    public ReplayRun against(BundleFiles candidate, boolean all) {
        return new ReplayRun(active.bundle().files(), candidate, all, 1, records, clock);
    }

    public Report run(ReplayRun run, Period period, Consumer<Report.Counts> progress) {
        try (JournalTraffic traffic = new JournalTraffic(books, period)) {
            return run.over(traffic, progress);
        }
    }
}
