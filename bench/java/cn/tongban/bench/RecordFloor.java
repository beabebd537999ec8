package cn.tongban.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The bare record commit without HTTP: what one message costs in PostgreSQL in several shapes and ways of writing.
 * Variants alternate over several rounds; the table shows medians.
 */
final class RecordFloor {
    /** One way of writing, as often as the clock allows; {@code call} gives the number of messages of one commit. */
    interface Work extends AutoCloseable {
        int once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    interface WorkSource {
        Work open() throws Exception;
    }

    record Variant(String name, int threads, WorkSource source) {}

    record Figure(double perSecond, double serverMicros, double clientMicros, double walBytes, double medianMillis,
            double p99Millis) {}

    private final PrivatePostgres postgres;
    private final double seconds;

    private RecordFloor(PrivatePostgres postgres, double seconds) {
        this.postgres = postgres;
        this.seconds = seconds;
    }

    /** Arguments: name part of the variants to run (empty = all), rounds, seconds per turn. */
    public static void main(String[] args) throws Exception {
        String filter = args.length > 0 ? args[0] : "";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2.5;
        Path folder = Path.of(System.getProperty("bench.folder"));
        try (PrivatePostgres postgres = PrivatePostgres.start(folder,
                List.of("shared_buffers=256MB", "max_wal_size=4GB", "max_connections=120"))) {
            new RecordFloor(postgres, seconds).run(filter, rounds);
        }
    }

    private void run(String filter, int rounds) throws Exception {
        List<Variant> variants = new RecordVariants(this::connect).all().stream()
                .filter(variant -> variant.name().matches(".*(" + filter + ").*")).toList();
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                figures.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(measure(variant));
            }
        }
        System.out.printf("%-58s %9s %8s %8s %8s %8s %8s%n", "variant", "msg/s", "pg us", "jvm us", "WAL B", "p50 ms",
                "p99 ms");
        figures.forEach((name, all) -> {
            Figure median = all.stream().sorted(Comparator.comparing(Figure::perSecond)).toList().get(all.size() / 2);
            System.out.printf(Locale.ROOT, "%-58s %9.0f %8.0f %8.0f %8.0f %8.1f %8.1f%n", name, median.perSecond,
                    median.serverMicros, median.clientMicros, median.walBytes, median.medianMillis, median.p99Millis);
        });
    }

    private Figure measure(Variant variant) throws Exception {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < variant.threads(); i++) {
            works.add(variant.source().open());
        }
        ExecutorService threads = Executors.newFixedThreadPool(variant.threads());
        try {
            turn(works, threads, 0.6);
            long server = Cost.cpuOf(postgres.pid());
            long client = Cost.cpuOf(ProcessHandle.current().pid());
            long wal = wal();
            long began = System.nanoTime();
            List<long[]> commits = turn(works, threads, seconds);
            double took = (System.nanoTime() - began) / 1e9;
            double messages = commits.stream().mapToLong(commit -> commit[0]).sum();
            double[] millis = commits.stream().mapToDouble(commit -> commit[1] / 1e6).sorted().toArray();
            return new Figure(messages / took, (Cost.cpuOf(postgres.pid()) - server) / messages,
                    (Cost.cpuOf(ProcessHandle.current().pid()) - client) / messages, (wal() - wal) / messages,
                    millis[millis.length / 2], millis[(int) (millis.length * 0.99)]);
        } finally {
            threads.shutdown();
            for (Work work : works) {
                work.close();
            }
        }
    }

    private List<long[]> turn(List<Work> works, ExecutorService threads, double length) throws Exception {
        long end = System.nanoTime() + (long) (length * 1e9);
        List<Callable<List<long[]>>> tasks = works.stream().map(work -> (Callable<List<long[]>>) () -> {
            List<long[]> commits = new ArrayList<>();
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                int messages = work.once();
                commits.add(new long[] {messages, System.nanoTime() - began});
            }
            return commits;
        }).toList();
        List<long[]> all = new ArrayList<>();
        for (Future<List<long[]>> future : threads.invokeAll(tasks)) {
            all.addAll(future.get());
        }
        return all;
    }

    private Connection connect(boolean rewrite) throws SQLException {
        return DriverManager.getConnection(postgres.url() + "&reWriteBatchedInserts=" + rewrite);
    }

    private long wal() throws SQLException {
        try (Connection connection = connect(false);
                ResultSet row = connection.createStatement()
                        .executeQuery("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
