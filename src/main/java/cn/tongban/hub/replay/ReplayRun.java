package cn.tongban.hub.replay;

import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.mapping.BundleFiles;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Runs recorded traffic through two bundles, on several threads, and keeps nothing of it. */
public final class ReplayRun {
    private final BundleFiles baseline;
    private final BundleFiles candidate;
    private final boolean all;
    private final int threads;
    private final CaseRecords records;
    private final Clock clock;
    private final Counting counting = new Counting();

    /** @param all also what passes only what both bundles share */
    public ReplayRun(BundleFiles baseline, BundleFiles candidate, boolean all, int threads, Clock clock) {
        this(baseline, candidate, all, threads, CaseRecords.NONE, clock);
    }

    /** @param records what deliveries are enriched with; without them those deliveries are tried with their own message */
    ReplayRun(BundleFiles baseline, BundleFiles candidate, boolean all, int threads, CaseRecords records, Clock clock) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.all = all;
        this.threads = threads;
        this.records = records;
        this.clock = clock;
    }

    private static final class Counting {
        final LongAdder[] verdicts = new LongAdder[Judge.Verdict.values().length];
        final LongAdder messages = new LongAdder();
        final LongAdder deliveries = new LongAdder();
        final LongAdder refusals = new LongAdder();

        Counting() {
            for (int i = 0; i < verdicts.length; i++) {
                verdicts[i] = new LongAdder();
            }
        }

        void count(Recorded recorded, Judge.Verdict verdict) {
            verdicts[verdict.ordinal()].increment();
            (recorded instanceof Recorded.In ? messages : recorded instanceof Recorded.Out ? deliveries : refusals)
                    .increment();
        }

        Report.Counts counts() {
            return new Report.Counts(messages.sum(), deliveries.sum(), refusals.sum(), sum(Judge.Verdict.SKIPPED),
                    sum(Judge.Verdict.DIFFERS), sum(Judge.Verdict.UNPLACED), sum(Judge.Verdict.GONE));
        }

        private long sum(Judge.Verdict verdict) {
            return verdicts[verdict.ordinal()].sum();
        }
    }

    /** How far it has come; may be asked at any time. */
    public Report.Counts progress() {
        return counting.counts();
    }

    /** As far as the recording goes. */
    public Report over(Recording recording, Consumer<Report.Counts> progress) {
        return over((Traffic) recording, progress);
    }

    /**
     * @param progress told after each page, on the calling thread; what it throws stops the run
     * @throws cn.tongban.hub.support.HubException BUNDLE_INVALID when one of the two does not start
     */
    Report over(Traffic traffic, Consumer<Report.Counts> progress) {
        Tally tally = new Tally();
        long start = System.nanoTime();
        try (Engines engines = new Engines(baseline, candidate, tally, records, clock)) {
            all(traffic, new Judge(RouteBook.of(baseline), RouteBook.of(candidate), all, engines), progress);
        }
        return new Report(baseline.digest(), candidate.digest(), counting.counts(), tally.findings(), tally.beyond(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void all(Traffic traffic, Judge judge, Consumer<Report.Counts> progress) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "hub-replay");
            thread.setDaemon(true);
            return thread;
        });
        // A page for each worker and one in reserve: reading and opening overlap, and memory stays small.
        int most = threads + 1;
        Semaphore room = new Semaphore(most);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try {
            for (List<Recorded> page = traffic.next(); !page.isEmpty() && failure.get() == null; page = traffic.next()) {
                List<Recorded> pieces = page;
                room.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        pieces.forEach(piece -> counting.count(piece, judge.judge(piece)));
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        room.release();
                    }
                });
                progress.accept(counting.counts());
            }
            room.acquireUninterruptibly(most);
        } finally {
            workers.shutdownNow();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        progress.accept(counting.counts());
    }
}
