package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;

/** What it costs to look: the live map in a browser under traffic, and the intake while two hundred consoles look on. */
final class LiveRows {
    private static final int CONSOLES = 200;
    private static final double MESSAGES_PER_SECOND = 500;

    private final HubSubject hub;
    private final Course course;
    private final Table table;
    private final double minutes;

    LiveRows(HubSubject hub, Course course, Table table, double minutes) {
        this.hub = hub;
        this.course = course;
        this.table = table;
        this.minutes = minutes;
    }

    /** Five hundred messages a second, each recorded and delivered: a thousand events a second for who looks. */
    void page() throws Exception {
        course.warm(hub, course.quick() ? 5_000 : 40_000, 30);
        try (WatchedPage page = WatchedPage.open(hub)) {
            List<Double> heap = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            double seconds = 15;
            long messages = 0;
            double taken = 0;
            String before = page.words("in:city-window");
            for (int turn = 0; turn < Math.max(2, Math.round(minutes * 60 / seconds)); turn++) {
                double used = page.cpuMicros();
                long began = System.nanoTime();
                LoadResult load = course.open(hub, MESSAGES_PER_SECOND, seconds);
                double passed = (System.nanoTime() - began) / 1e3;
                cpu.add((page.cpuMicros() - used) / passed * 100);
                heap.add(page.heapBytes());
                messages += load.good();
                taken += load.seconds();
                Course.log("page: %.1f %% of a core, heap %.2f MB, %.0f nodes, %s", cpu.get(turn),
                        heap.get(turn) / 1048576, page.nodes(), page.words("in:city-window"));
            }
            table.plain("messages a second on the live map, each recorded and delivered", "%.0f for %.0f s".formatted(
                    messages / taken, taken));
            table.most("  processor of the page, of one core", Course.median(cpu), "%", 30);
            table.multiple("  its heap at the end, against after the first turn", heap.get(heap.size() - 1) / 1048576,
                    heap.get(0) / 1048576, "MB", 1.1);
            table.plain("  an edge before and after", before + " / " + page.words("in:city-window"));
        }
    }

    /** Alternating turns of intake without and with the consoles. */
    void consoles() throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> watched = new ArrayList<>();
        double perSecond = 0;
        int pairs = course.quick() ? 3 : 5;
        hub.receiver().turn("down");
        for (int pair = 0; pair < pairs; pair++) {
            alone.add(course.closed(hub, 2 * course.turnSeconds()).rate());
            try (Consoles consoles = Consoles.open(hub, CONSOLES)) {
                long before = consoles.bytes();
                LoadResult load = course.closed(hub, 2 * course.turnSeconds());
                watched.add(load.rate());
                perSecond = (consoles.bytes() - before) / load.seconds() / CONSOLES;
                if (consoles.ended() > 0) {
                    throw new IllegalStateException(consoles.ended() + " streams ended");
                }
            }
        }
        table.ratio("intake while " + CONSOLES + " consoles are open, against none", Course.median(watched),
                Course.median(alone), 0.8);
        table.plain("  bytes a second to each of them", "%.0f".formatted(perSecond));
    }
}
