package cn.tongban.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One run of the benchmark: starts what the chosen rows need, measures, prints one table, cleans up. */
final class Bench {
    private Bench() {}

    /** Arguments: "--quick", and names of rows: camel, hop (empty = all). */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Set<String> rows = new TreeSet<>(Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList());
        Path folder = Path.of(System.getProperty("bench.folder"));
        Table table = new Table();
        Peers peers = new Peers(folder);
        try (Child generator = peers.generator()) {
            Course course = new Course(generator, quick);
            if (rows.contains("camel") || rows.contains("hop")) {
                withoutHub(folder, rows, table, peers, course);
            }
        }
        System.out.println(table.markdown());
    }

    private static void withoutHub(Path folder, Set<String> rows, Table table, Peers peers, Course course)
            throws Exception {
        try (PrivatePostgres postgres = PrivatePostgres.start(folder, PrivatePostgres.LIKE_THE_HUB);
                Floors floors = Floors.open(peers, course, postgres.url())) {
            PeerRows peerRows = new PeerRows(peers, course, floors, table);
            if (rows.contains("camel")) {
                peerRows.plainCamel();
            }
            if (rows.contains("hop")) {
                peerRows.hops(postgres.url());
            }
        }
    }
}
