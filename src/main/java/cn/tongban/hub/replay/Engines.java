package cn.tongban.hub.replay;

import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.mapping.BundleFiles;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Both bundles, started when the first piece of traffic needs them: where nothing changed nothing needs to run. */
final class Engines implements AutoCloseable {
    private final BundleFiles baselineFiles;
    private final BundleFiles candidateFiles;
    private final Tally tally;
    private final CaseRecords records;
    private final Clock clock;
    private @Nullable Running running;

    /** @param differences enters what the two do otherwise */
    record Running(TrialEngine baseline, TrialEngine candidate, Differences differences) {}

    Engines(BundleFiles baseline, BundleFiles candidate, Tally tally, CaseRecords records, Clock clock) {
        this.baselineFiles = baseline;
        this.candidateFiles = candidate;
        this.tally = tally;
        this.records = records;
        this.clock = clock;
    }

    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID when one of the two does not start */
    synchronized Running get() {
        if (running == null) {
            TrialEngine baseline = TrialEngine.start(baselineFiles, records, clock);
            try {
                TrialEngine candidate = TrialEngine.start(candidateFiles, records, clock);
                running = new Running(baseline, candidate,
                        new Differences(tally, new Veil(baseline.bundle(), candidate.bundle())));
            } catch (RuntimeException e) {
                baseline.close();
                throw e;
            }
        }
        return running;
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.baseline().close();
            running.candidate().close();
        }
    }
}
