package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The rows that measure the hub, all on one data folder; the floor runs on the hub's own database server. */
final class HubRows {
    private final HubSubject hub;
    private final Course course;
    private final Floors floors;
    private final Table table;
    private double endToEnd;
    private double endToEndRatio;

    HubRows(HubSubject hub, Course course, Floors floors, Table table) {
        this.hub = hub;
        this.course = course;
        this.floors = floors;
        this.table = table;
    }

    /** The sustained rate as a part of the floor's, 0 before it was measured. */
    double endToEndRatio() {
        return endToEndRatio;
    }

    /** Runs the hub until its compiler is done with the hot code, which takes it minutes when it must share two cores. */
    void warm() throws Exception {
        if (course.quick()) {
            course.warm(hub, 6_000, 30);
        } else {
            course.warm(hub, 200_000, 150);
        }
    }

    /** The highest rate without a growing backlog, and the acknowledgement's p99 there. */
    void endToEnd() throws Exception {
        floors.again();
        double rate = course.sustained(hub, course.burst(hub, course.turnSeconds()) * 0.85);
        List<Double> p99 = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int held = 0; held < (course.quick() ? 1 : 3);) {
            floors.again();
            Course.Trial trial = course.trial(hub, rate, course.quick() ? 5 : 12);
            if (trial.sustained()) {
                held++;
                p99.add(trial.result().p99());
                cpu.add(course.cpuMicros() / (double) trial.result().good());
            } else {
                rate *= 0.94;
                p99.clear();
                held = 0;
            }
        }
        endToEnd = rate;
        double floor = floors.take();
        endToEndRatio = rate / floor;
        table.ratio("end to end, sustained", rate, floor, 0.4);
        table.multiple("CPU per message end to end, receiver included, against the floor's", Course.median(cpu),
                floors.cpuMicros(), "us", 2.5);
        table.most("p99 of the acknowledgement at that rate", Course.median(p99), "ms", 150);
        table.plain("requests per different delivery at the receiver", String.format(Locale.ROOT, "%.4f",
                hub.receiver().count("requests") / (double) hub.receiver().count("different")));
    }

    /** Intake alone, while the destination is away; then latency at half that load. */
    void intake() throws Exception {
        hub.receiver().turn("down");
        course.closed(hub, 2);
        List<Double> rates = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> process = new ArrayList<>();
        for (int i = 0; i < (course.quick() ? 2 : 4); i++) {
            floors.again();
            long before = Cost.ticksOf(hub.pid());
            LoadResult result = course.closed(hub, course.turnSeconds());
            process.add((Cost.ticksOf(hub.pid()) - before) * 10_000 / (double) result.good());
            all.add(course.cpuMicros() / (double) result.good());
            rates.add(result.rate());
            Course.log("hub, intake: %s", result.line());
        }
        double rate = Course.median(rates);
        table.ratio("intake, 64 connections", rate, floors.take(), 0.7);
        table.multiple("CPU per message taken in, against the floor's", Course.median(all), floors.cpuMicros(), "us",
                1 / 0.7);
        table.plain("  of which the hub's process", String.format(Locale.ROOT, "%.0f us", Course.median(process)));
        halfLoad(rate / 2);
    }

    private void halfLoad(double rate) throws Exception {
        List<Double> p99 = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        for (int i = 0; i < (course.quick() ? 1 : 3); i++) {
            p50.add(course.open(floors.subject(), rate, course.turnSeconds() * 2).p50());
            LoadResult result = course.open(hub, rate, course.turnSeconds() * 2);
            Course.log("hub, half load %.0f/s: %s", rate, result.line());
            p99.add(result.p99());
        }
        table.multiple("p99 of intake at half load, against the floor's p50 at that rate", Course.median(p99),
                Course.median(p50), "ms", 10);
    }

    /** Ends the outage that the intake rows began, with a backlog, while intake goes on at half the sustained rate. */
    void backlog() throws Exception {
        long wanted = course.quick() ? 10_000 : 100_000;
        long open = open();
        while (open < wanted) {
            course.closed(hub, 3);
            open = open();
        }
        double half = endToEnd / 2;
        double seconds = Math.min(100, open / (endToEnd * 0.3));
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            Future<LoadResult> load = background.submit((Callable<LoadResult>) () -> course.open(hub, half, seconds));
            TimeUnit.SECONDS.sleep(2);
            double rate = drain(open);
            table.ratio("backlog of " + open + " drained, intake going on at half the sustained rate", rate, endToEnd,
                    0.8);
            LoadResult result = load.get();
            table.plain("  p99 of the acknowledgement meanwhile", String.format(Locale.ROOT, "%.1f ms", result.p99()));
        } finally {
            background.shutdown();
        }
        awaitSettled();
    }

    /** Deliveries per second from the first delivery until as many as the backlog had are through. */
    private double drain(long backlog) throws Exception {
        long before = hub.delivered();
        hub.receiver().turn("up");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (hub.delivered() == before && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        long began = System.nanoTime();
        long first = hub.delivered();
        while (hub.delivered() - before < backlog && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Course.log("backlog of %d: %d delivered in %.1f s", backlog, hub.delivered() - before, seconds);
        return (hub.delivered() - first) / seconds;
    }

    /** Every message recorded has its delivery settled, as delivered: P1 and P4 hold in the benchmark too. */
    void balance() throws Exception {
        awaitSettled();
        table.plain("recorded = delivered + dead + doubtful + open", String.format(Locale.ROOT, "%d = %d + %d + %d + %d",
                hub.number("select count(*) from message"),
                hub.number("select count(*) from delivery where state = 'delivered'"),
                hub.number("select count(*) from delivery where state = 'dead'"),
                hub.number("select count(*) from delivery where state = 'doubtful'"), open()));
    }

    /** Start with the data of this run, and memory of the idle hub. */
    void start() throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < (course.quick() ? 1 : 3); i++) {
            hub.stop();
            Neighbours.awaitCalm(course.patience());
            seconds.add(hub.start());
            Course.log("hub, start: %.1f s", seconds.get(i));
        }
        table.most("start with data to ready", Course.median(seconds), "s", 10);
        TimeUnit.SECONDS.sleep(course.quick() ? 5 : 20);
        double hubMegabytes = Memory.residentOf(hub.pid()) / 1048576.0;
        double databaseMegabytes = Memory.ofTree(hub.databasePid()) / 1048576.0;
        table.most("resident memory, idle: hub and database without shared buffers", hubMegabytes + databaseMegabytes,
                "MB", 550);
        table.plain("  of which the hub's process", String.format(Locale.ROOT, "%.0f MB", hubMegabytes));
    }

    private void awaitSettled() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (open() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private long open() throws Exception {
        return hub.number("select count(*) from delivery where state not in ('delivered', 'dead', 'doubtful')");
    }
}
