package cn.tongban.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiFunction;

/** A realistic record (about ten rows of one message) in several shapes; each shape lives in a schema of its own. */
record RecordSchema(String name, Index index, String storage, int toastTarget, int originalBytes, boolean blobTable,
        String without) {
    static final RecordSchema PLAIN = new RecordSchema("plain", Index.ROWS, "external", 0, 900, false, "");

    /** How identifiers are found again. */
    enum Index {
        /** Five rows with a 16-byte digest, primary key (digest, case number). */
        ROWS,
        /** Five rows with a 64-bit digest, index on the digest alone. */
        SLIM,
        /** One array column under GIN. */
        GIN
    }

    /** One column: either a value made per message and row, or an SQL literal. */
    record Column(String name, String type, BiFunction<Sample, Integer, Object> value, String literal) {
        static Column of(String name, String type, BiFunction<Sample, Integer, Object> value) {
            return new Column(name, type, value, "");
        }

        /** Whether the table has this column; others are only parts of a literal of another one. */
        boolean stored() {
            return !name.startsWith("_");
        }

        boolean bound() {
            return literal.isEmpty();
        }

        static Column literal(String name, String literal) {
            return new Column(name, "", (sample, row) -> "", literal);
        }
    }

    record Table(String name, int rows, String tail, List<Column> columns) {}

    /** The varying bits of one message. */
    record Sample(UUID id, UUID delivery, UUID step, String caseNo, OffsetDateTime at, byte[] random) {
        private static final byte[] POOL = pool();

        static Sample next(SplittableRandom random) {
            byte[] bytes = new byte[16 * 8];
            random.nextBytes(bytes);
            long stamp = System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(4096);
            return new Sample(new UUID(stamp, random.nextLong()), new UUID(stamp, random.nextLong()),
                    new UUID(stamp, random.nextLong()), "11610700Y" + Long.toUnsignedString(random.nextLong()),
                    OffsetDateTime.now(), bytes);
        }

        byte[] digest(int row, int length) {
            byte[] digest = new byte[length];
            System.arraycopy(random, row * 16, digest, 0, Math.min(length, 16));
            return digest;
        }

        /** Incompressible bytes, as encrypted ones are. */
        byte[] sealed(int length) {
            byte[] sealed = new byte[length];
            System.arraycopy(POOL, (random[0] & 0xFF) << 4 | (random[1] & 0xF), sealed, 0, length);
            System.arraycopy(random, 0, sealed, 0, 16);
            return sealed;
        }

        private static byte[] pool() {
            byte[] pool = new byte[16_384];
            new SplittableRandom(7).nextBytes(pool);
            return pool;
        }
    }

    String ddl() {
        String payload = "original bytea, canonical bytea";
        return "drop schema if exists " + name + " cascade; create schema " + name + "; set search_path to " + name + ";"
                + """
                create table inbox(key bytea primary key, body_digest bytea not null, receipt text not null);
                create table nonce(digest bytea primary key);
                create table message(id uuid primary key, source text, type text, case_no text, recorded_at timestamptz,
                  data_schema text, trace text, bundle bytea, digest bytea, sender text%s) partition by range(id);
                create table message_now partition of message for values from (minvalue) to (maxvalue);
                create index on message(case_no);
                create table service_case(case_no text primary key, task_code text, catalog_code text, item_name text,
                  origin text, handler text, state text, version int, since timestamptz, received_at timestamptz,
                  promised_at timestamptz, window_code text, message_id uuid, wrapped_key bytea, updated_at timestamptz%s);
                create table case_step(id uuid primary key, case_no text, state text, at timestamptz, message_id uuid,
                  decision text);
                create index on case_step(case_no);
                create table delivery(id uuid primary key, message_id uuid, destination text, order_key text, state text,
                  attempt int, due timestamptz, epoch bigint, receipt text) with (fillfactor = 80);
                create index on delivery(destination, order_key, id) where state <> 'delivered';
                create table lane(destination text, order_key text, due timestamptz, owner text, epoch bigint,
                  primary key(destination, order_key)) with (fillfactor = 80);
                create index on lane(destination, due) where owner is null;
                create table hop(delivery_id uuid, at timestamptz, kind text, status int, millis int, bundle bytea,
                  detail text);
                """.formatted(blobTable ? "" : ", " + payload, index == Index.GIN ? ", index_digest bytea[]" : "")
                + switch (index) {
                    case GIN -> "create index case_gin on service_case using gin(index_digest);";
                    case ROWS -> "create table case_index(digest bytea, case_no text, primary key(digest, case_no));";
                    case SLIM -> "create table case_index(digest bigint, case_no text);"
                            + "create index on case_index(digest);";
                }
                + (blobTable ? "create table payload(id uuid primary key, " + payload + ");" : "")
                + storage(blobTable ? "payload" : "message_now");
    }

    /** As many older cases as asked, so that the index of identifiers is larger than the caches. */
    String fill(int cases) {
        String key = "decode(md5(i || '-' || j), 'hex')";
        return switch (index) {
            case GIN -> "drop index case_gin; insert into service_case(case_no, index_digest) select 'old-' || i, "
                    + "array(select " + key + " from generate_series(1, 5) j) from generate_series(1, " + cases
                    + ") i; create index case_gin on service_case using gin(index_digest); analyze service_case;";
            case ROWS -> "insert into case_index select " + key + ", '11610700Y00000016L3000131999000' || i + 1e9 from "
                    + "generate_series(1, " + cases + ") i, generate_series(1, 5) j; analyze case_index;";
            case SLIM -> "insert into case_index select ('x' || left(md5(i || '-' || j), 16))::bit(64)::bigint, "
                    + "'11610700Y00000016L3000131999000' || i + 1e9 from generate_series(1, " + cases
                    + ") i, generate_series(1, 5) j; analyze case_index;";
        };
    }

    private String storage(String table) {
        return "alter table %1$s alter original set storage %2$s, alter canonical set storage %2$s;"
                .formatted(table, storage)
                + (toastTarget > 0 ? "alter table " + table + " set (toast_tuple_target = " + toastTarget + ");" : "");
    }

    List<Table> tables() {
        List<Table> tables = new java.util.ArrayList<>(List.of(
                new Table("inbox", 1, " on conflict do nothing", List.of(bytes("key", 0, 16),
                        bytes("body_digest", 1, 32), Column.of("receipt", "text", (s, r) ->
                                "{\"messageId\":\"" + s.id + "\",\"caseNo\":\"" + s.caseNo + "\"}"))),
                new Table("nonce", 1, " on conflict do nothing", List.of(bytes("digest", 2, 16))),
                message(),
                serviceCase(),
                new Table("case_step", 1, "", List.of(uuid("id", 2), caseNo(), Column.literal("state", "'RECEIVED'"),
                        at("at"), uuid("message_id", 0), Column.literal("decision", "'applied'"))),
                new Table("delivery", 1, "", List.of(uuid("id", 1), uuid("message_id", 0),
                        Column.literal("destination", "'city-platform'"), orderKey(),
                        Column.literal("state", "'waiting'"), Column.literal("attempt", "0"), at("due"),
                        Column.literal("epoch", "0"))),
                new Table("lane", 1, " on conflict do nothing", List.of(
                        Column.literal("destination", "'city-platform'"), orderKey(), at("due"),
                        Column.literal("epoch", "0")))));
        if (index != Index.GIN) {
            tables.add(new Table("case_index", 5, "", List.of(index == Index.ROWS
                    ? Column.of("digest", "bytea", (s, row) -> s.digest(3 + row, 16))
                    : Column.of("digest", "int8", (s, row) -> ByteBuffer.wrap(s.digest(3 + row, 8)).getLong()),
                    caseNo())));
        }
        if (blobTable) {
            tables.add(new Table("payload", 1, "", List.of(uuid("id", 0), sealed("original", originalBytes),
                    sealed("canonical", 800))));
        }
        tables.removeIf(table -> without.contains(table.name() + ";"));
        return tables;
    }

    private Table message() {
        List<Column> columns = new java.util.ArrayList<>(List.of(uuid("id", 0),
                Column.literal("source", "'city-window'"), Column.literal("type", "'case.submitted'"), caseNo(),
                at("recorded_at"), Column.literal("data_schema", "'case.submitted/1'"),
                Column.of("trace", "text", (s, r) -> "00-" + s.id + "-01"), bytes("bundle", 0, 32),
                bytes("digest", 1, 32), Column.literal("sender", "'city-window-01'")));
        if (!blobTable) {
            columns.addAll(List.of(sealed("original", originalBytes), sealed("canonical", 800)));
        }
        return new Table("message", 1, "", columns);
    }

    private Table serviceCase() {
        List<Column> columns = new java.util.ArrayList<>(List.of(caseNo(),
                Column.of("task_code", "text", (s, r) -> "11610700Y00000016L3000131999000"),
                Column.of("catalog_code", "text", (s, r) -> "000131999000"),
                Column.of("item_name", "text", (s, r) -> new String(new byte[24], StandardCharsets.US_ASCII)
                        .replace('\0', 'x')),
                Column.literal("origin", "'city-window'"), Column.literal("handler", "'city-platform'"),
                Column.literal("state", "'RECEIVED'"), Column.literal("version", "1"), at("since"), at("received_at"),
                at("promised_at"), Column.literal("window_code", "'HT-01'"), uuid("message_id", 0),
                sealed("wrapped_key", 60), at("updated_at")));
        if (index == Index.GIN) {
            for (int i = 0; i < 5; i++) {
                columns.add(bytes("_g" + i, 3 + i, 16));
            }
            columns.add(Column.literal("index_digest", "array[_g0, _g1, _g2, _g3, _g4]"));
        }
        return new Table("service_case", 1, "", columns);
    }

    private static Column caseNo() {
        return Column.of("case_no", "text", (s, r) -> s.caseNo);
    }

    private static Column orderKey() {
        return Column.of("order_key", "text", (s, r) -> s.caseNo);
    }

    private static Column at(String name) {
        return Column.of(name, "timestamptz", (s, r) -> s.at);
    }

    private static Column uuid(String name, int which) {
        return Column.of(name, "uuid", (s, r) -> which == 0 ? s.id : which == 1 ? s.delivery : s.step);
    }

    private static Column bytes(String name, int row, int length) {
        return Column.of(name, "bytea", (s, r) -> s.digest(row, length));
    }

    private static Column sealed(String name, int length) {
        return Column.of(name, "bytea", (s, r) -> s.sealed(length));
    }
}
