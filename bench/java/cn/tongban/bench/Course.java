package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs turns of load against subjects; owns the generator and hands out case numbers so that none is used twice. */
final class Course {
    /** What a trial of the open model gave; {@code backlogSeconds} is the work left at its end at that rate. */
    record Trial(double rate, LoadResult result, double backlogSeconds) {
        /** Every request taken, in time, and deliveries kept pace. */
        boolean sustained() {
            return result.bad() + result.broken() == 0 && result.rate() > rate * 0.93 && backlogSeconds <= 0.5;
        }
    }

    private static final double MOST_PER_SECOND = 15_000;
    private final Child generator;
    private final boolean quick;
    private final int patience;
    private long next = 1;
    private boolean inTurn;
    private long cpuMicros;
    private int turns;
    private int disturbed;

    /** {@code patience}: seconds to wait for quiet neighbours before each turn; 0 = measure whatever happens. */
    Course(Child generator, boolean quick, int patience) {
        this.generator = generator;
        this.quick = quick;
        this.patience = patience;
    }

    boolean quick() {
        return quick;
    }

    double turnSeconds() {
        return quick ? 2 : 4;
    }

    /** CPU of everything but the generator in the last turn, in microseconds. */
    long cpuMicros() {
        return cpuMicros;
    }

    private long subjectTicks() {
        return Neighbours.own() - Cost.ticksOf(generator.pid());
    }

    int patience() {
        return patience;
    }

    int turns() {
        return turns;
    }

    /** Turns that others disturbed and that were nevertheless counted, because there was no calmer one. */
    int disturbed() {
        return disturbed;
    }

    /** Closed model at 64 connections. */
    LoadResult closed(Subject subject, double seconds) throws Exception {
        return calmly(() -> run(subject, LoadPlan.closed(subject.port(), seconds, next,
                (int) (MOST_PER_SECOND * seconds), subject.secret())));
    }

    LoadResult open(Subject subject, double rate, double seconds) throws Exception {
        return calmly(() -> run(subject, LoadPlan.open(subject.port(), rate, seconds, next, subject.secret())));
    }

    /** Runs a turn again while others use too much of the processors, a few times at most. */
    private <T> T calmly(Callable<T> turn) throws Exception {
        if (inTurn) {
            return turn.call();
        }
        inTurn = true;
        try {
            for (int attempt = 1; ; attempt++) {
                Neighbours.awaitCalm(patience);
                Neighbours neighbours = Neighbours.watch();
                long cpu = subjectTicks();
                T result = turn.call();
                cpuMicros = (subjectTicks() - cpu) * 10_000;
                double share = neighbours.share();
                if (share <= Neighbours.TOLERATED || attempt >= (patience > 0 ? 4 : 1)) {
                    turns++;
                    disturbed += share > Neighbours.TOLERATED ? 1 : 0;
                    return result;
                }
                log("again, others used %.0f %% of the processors", share * 100);
            }
        } finally {
            inTurn = false;
        }
    }

    /** Closed load until {@code messages} have been taken or {@code seconds} have passed. */
    void warm(Subject subject, int messages, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long before = subject.delivered();
        int taken = 0;
        while (taken < messages && System.nanoTime() < end) {
            taken += run(subject, LoadPlan.closed(subject.port(), 3, next, (int) (MOST_PER_SECOND * 3),
                    subject.secret())).good();
        }
        if (subject.delivers()) {
            awaitDelivered(subject, before + taken);
        }
        log("%s, warmed up with %d", subject.name(), taken);
    }

    /** Closed load, then waits until all of it is delivered: messages per second of the whole. */
    double burst(Subject subject, double seconds) throws Exception {
        return calmly(() -> burstOnce(subject, seconds));
    }

    private double burstOnce(Subject subject, double seconds) throws Exception {
        long before = subject.delivered();
        LoadResult result = closed(subject, seconds);
        long loaded = System.nanoTime();
        awaitDelivered(subject, before + result.good());
        return result.good() / (result.seconds() + (System.nanoTime() - loaded) / 1e9);
    }

    /** One trial of the open model with the backlog at its end; waits until everything is delivered. */
    Trial trial(Subject subject, double rate, double seconds) throws Exception {
        return calmly(() -> trialOnce(subject, rate, seconds));
    }

    private Trial trialOnce(Subject subject, double rate, double seconds) throws Exception {
        long before = subject.delivered();
        LoadResult result = open(subject, rate, seconds);
        double backlog = Math.max(0, result.good() - (subject.delivered() - before)) / rate;
        awaitDelivered(subject, before + result.good());
        Trial trial = new Trial(rate, result, backlog);
        log("%s: %.0f/s, backlog %.2f s, %s %s", subject.name(), rate, backlog, trial.sustained() ? "flat" : "GROWS",
                result.line());
        return trial;
    }

    /** The highest rate at which the backlog stays flat, to about seven per cent. */
    double sustained(Subject subject, double guess) throws Exception {
        double low = 0;
        double high = Double.MAX_VALUE;
        double rate = guess;
        for (int i = 0; i < (quick ? 4 : 9) && high / Math.max(low, 1) > 1.08; i++) {
            if (trial(subject, rate, quick ? 4 : 8).sustained()) {
                low = rate;
            } else {
                high = rate;
            }
            rate = high == Double.MAX_VALUE ? low * 1.3 : low == 0 ? high * 0.7 : (low + high) / 2;
        }
        return low;
    }

    void awaitDelivered(Subject subject, long count) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        long delivered = subject.delivered();
        while (delivered < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(subject.name() + " delivered " + delivered + " of " + count);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            delivered = subject.delivered();
        }
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        return sorted.isEmpty() ? 0 : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    static void log(String format, Object... values) {
        System.err.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    private LoadResult run(Subject subject, LoadPlan plan) throws Exception {
        next += plan.count();
        LoadResult result = generator.load(plan);
        if (result.bad() + result.broken() > 0) {
            log("%s: %s", subject.name(), result.line());
        }
        return result;
    }
}
