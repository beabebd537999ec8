package cn.tongban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The list of experiments of {@link RecordFloor}. */
final class RecordVariants {
    private static final RecordSchema.Index ROWS = RecordSchema.Index.ROWS;
    private static final RecordSchema.Index GIN = RecordSchema.Index.GIN;
    private static final int OLD_CASES = 1_000_000;
    /** Opens a connection, with or without rewritten batches. */
    interface Connector {
        Connection connect(boolean rewrite) throws SQLException;
    }

    private static final RecordSchema GIN_INDEX = new RecordSchema("gin", GIN, "external", 0, 900, false, "");
    private final Connector connector;
    private final Set<String> created = new HashSet<>();
    private final AtomicLong seeds = new AtomicLong(System.nanoTime());

    RecordVariants(Connector connector) {
        this.connector = connector;
    }

    List<RecordFloor.Variant> all() {
        List<RecordFloor.Variant> all = new ArrayList<>();
        for (int threads : new int[] {16, 32}) {
            all.add(new RecordFloor.Variant("a floor: one 2 kB row per commit, " + threads + " connections", threads,
                    () -> floorRow("floor" + threads)));
            all.add(record("a full record per commit, " + threads + " connections, multi",
                    RecordSchema.PLAIN, RecordWriter.Style.MULTI, threads, 1));
        }
        all.add(record("a full record per commit, 32 connections, statements", RecordSchema.PLAIN,
                RecordWriter.Style.UNNEST, 32, 1));
        for (RecordWriter.Style style : RecordWriter.Style.values()) {
            for (int batch : new int[] {16, 64, 256}) {
                all.add(record("b group of " + batch + ", 1 writer, " + style, RecordSchema.PLAIN, style, 1, batch));
            }
        }
        for (int batch : new int[] {32, 64, 128}) {
            all.add(record("b group of " + batch + ", 2 writers, MULTI", RecordSchema.PLAIN, RecordWriter.Style.MULTI,
                    2, batch));
        }
        all.add(record("b group of 64, 1 writer, MULTI, GIN index", GIN_INDEX, RecordWriter.Style.MULTI, 1, 64));
        all.add(record("b group of 64, 2 writers, MULTI, GIN index", GIN_INDEX, RecordWriter.Style.MULTI, 2, 64));
        addStorage(all);
        addWithout(all);
        for (RecordSchema.Index index : RecordSchema.Index.values()) {
            RecordSchema schema = new RecordSchema("grown_" + index, index, "external", 8160, 900, false, "");
            all.add(record("f group of 64, 2 writers, a million old cases, " + index, schema,
                    RecordWriter.Style.MULTI, 2, 64));
        }
        for (int batch : new int[] {16, 32, 64}) {
            all.add(new RecordFloor.Variant("d receipts of " + batch + ", 1 writer", 1, () -> receipts(batch, false)));
        }
        all.add(new RecordFloor.Variant("d receipts of 32, 2 writers", 2, () -> receipts(32, false)));
        all.add(new RecordFloor.Variant("d receipts of 64, 1 writer, planner free", 1, () -> receipts(64, true)));
        return all;
    }

    private void addStorage(List<RecordFloor.Variant> all) {
        addStorage(all, new RecordSchema("s_ext", ROWS, "extended", 0, 900, false, ""));
        addStorage(all, new RecordSchema("s_external", ROWS, "external", 0, 900, false, ""));
        addStorage(all, new RecordSchema("s_main", ROWS, "main", 0, 900, false, ""));
        addStorage(all, new RecordSchema("s_external_8160", ROWS, "external", 8160, 900, false, ""));
        addStorage(all, new RecordSchema("s_external_2k", ROWS, "external", 0, 2048, false, ""));
        addStorage(all, new RecordSchema("s_external_2k_8160", ROWS, "external", 8160, 2048, false, ""));
        addStorage(all, new RecordSchema("s_payload_table", ROWS, "external", 8160, 900, true, ""));
    }

    /** What each row costs: the record without it. */
    private void addWithout(List<RecordFloor.Variant> all) {
        List<String> left = List.of("", "nonce;", "inbox;", "case_index;", "lane;", "case_step;", "delivery;",
                "service_case;", "message;");
        for (int i = 0; i < left.size(); i++) {
            all.add(record("e group of 64, 1 writer, without " + left.get(i),
                    new RecordSchema("w" + i, ROWS, "external", 8160, 900, false, left.get(i)),
                    RecordWriter.Style.MULTI, 1, 64));
        }
    }

    private void addStorage(List<RecordFloor.Variant> all, RecordSchema schema) {
        all.add(record("c group of 64, 1 writer, MULTI, " + schema.name(), schema, RecordWriter.Style.MULTI, 1, 64));
    }

    private RecordFloor.Variant record(String name, RecordSchema schema, RecordWriter.Style style, int threads,
            int batch) {
        return new RecordFloor.Variant(name, threads, () -> {
            create(schema);
            RecordWriter writer = new RecordWriter(connector.connect(true), schema, style);
            SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
            return new RecordFloor.Work() {
                @Override
                public int once() throws SQLException {
                    List<RecordSchema.Sample> samples = new ArrayList<>();
                    for (int i = 0; i < batch; i++) {
                        samples.add(RecordSchema.Sample.next(random));
                    }
                    writer.write(samples);
                    return batch;
                }

                @Override
                public void close() throws SQLException {
                    writer.close();
                }
            };
        });
    }

    private RecordFloor.Work floorRow(String table) throws SQLException {
        execute("create table if not exists " + table
                + "(id uuid primary key, body bytea); alter table " + table + " alter body set storage external");
        Connection connection = connector.connect(false);
        PreparedStatement insert = connection.prepareStatement("insert into " + table + "(id, body) values (?, ?)");
        SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
        return new RecordFloor.Work() {
            @Override
            public int once() throws SQLException {
                RecordSchema.Sample sample = RecordSchema.Sample.next(random);
                insert.setObject(1, sample.id());
                insert.setBytes(2, sample.sealed(2048));
                return insert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /** Delivers what another experiment of the same shape has recorded before; makes more when it runs out. */
    private RecordFloor.Work receipts(int batch, boolean plannerFree) throws SQLException {
        create(new RecordSchema("receipts", ROWS, "external", 8160, 900, false, ""));
        Connection connection = connector.connect(false);
        // A plan made while the table was small would read the whole table for ever.
        connection.createStatement().execute("set enable_seqscan = " + (plannerFree ? "on" : "off"));
        return new ReceiptWork(connection, batch);
    }

    private void create(RecordSchema schema) throws SQLException {
        if (created.add(schema.name())) {
            execute(schema.ddl());
            if (schema.name().startsWith("grown")) {
                for (String sql : schema.fill(OLD_CASES).split(";")) {
                    execute("set search_path to " + schema.name() + ";" + sql);
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connector.connect(false)) {
            connection.createStatement().execute(sql);
        }
    }
}
