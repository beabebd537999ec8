package cn.tongban.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** One run of the benchmark: starts what the chosen rows need, measures, prints one table, cleans up. */
final class Bench {
    private Bench() {}

    /** Arguments: "--quick", and names of groups of rows: hub, start, camel, hop, live, journal. */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Set<String> rows = new TreeSet<>(Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList());
        Path folder = Path.of(System.getProperty("bench.folder"));
        Table table = new Table();
        Peers peers = new Peers(folder);
        try (Child generator = peers.generator()) {
            Course course = new Course(generator, quick, Integer.getInteger("bench.patience", 0));
            double hubRatio = rows.contains("hub") || rows.contains("start")
                    ? withHub(rows, table, peers, course) : 0;
            if (rows.contains("live")) {
                live(table, peers, course);
            }
            if (rows.contains("journal")) {
                journal(table, peers, course);
            }
            if (rows.contains("camel") || rows.contains("hop")) {
                withoutHub(folder, rows, hubRatio, table, peers, course);
            }
            System.out.printf("%d turns, %d of them disturbed by other processes%n", course.turns(),
                    course.disturbed());
        }
        System.out.println(table.markdown());
    }

    private static double withHub(Set<String> rows, Table table, Peers peers, Course course) throws Exception {
        try (HubSubject hub = HubSubject.start(peers);
                Floors floors = Floors.open(peers, course, hub.database("bench_floor"))) {
            HubRows hubRows = new HubRows(hub, course, floors, table);
            if (rows.contains("hub")) {
                hubRows.warm();
                hubRows.endToEnd();
                hubRows.intake();
                hubRows.backlog();
                hubRows.balance();
            }
            if (rows.contains("start")) {
                hubRows.start();
            }
            return hubRows.endToEndRatio();
        }
    }

    private static void live(Table table, Peers peers, Course course) throws Exception {
        try (HubSubject hub = HubSubject.start(peers)) {
            LiveRows live = new LiveRows(hub, course, table, Double.parseDouble(System.getProperty("bench.minutes", "10")));
            heard(hub, () -> {
                live.page();
                live.consoles();
                return null;
            });
        }
    }

    private static void journal(Table table, Peers peers, Course course) throws Exception {
        try (HubSubject hub = HubSubject.start(peers)) {
            JournalRows journal = new JournalRows(hub, course, table, Long.getLong("bench.messages", 5_000_000));
            heard(hub, () -> {
                journal.fill();
                journal.pages();
                journal.dropMonths();
                return null;
            });
        }
    }

    /** What fails at the hub is explained by what it wrote. */
    private static void heard(HubSubject hub, Callable<Void> rows) throws Exception {
        try {
            rows.call();
        } catch (Exception e) {
            Course.log("the hub said: %s", hub.said());
            throw e;
        }
    }

    private static void withoutHub(Path folder, Set<String> rows, double hubRatio, Table table, Peers peers,
            Course course) throws Exception {
        try (PrivatePostgres postgres = PrivatePostgres.start(folder, PrivatePostgres.LIKE_THE_HUB);
                Floors floors = Floors.open(peers, course, postgres.url())) {
            PeerRows peerRows = new PeerRows(peers, course, floors, table);
            if (rows.contains("camel")) {
                double camel = peerRows.plainCamel();
                if (hubRatio > 0) {
                    table.quotient("hub end to end, against plain Camel + JMS", hubRatio, camel, 1.5);
                }
            }
            if (rows.contains("hop")) {
                peerRows.hops(postgres.url());
            }
        }
    }
}
