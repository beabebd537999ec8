package cn.tongban.bench;

import cn.tongban.hub.mapping.Masks;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.MasterKey;
import cn.tongban.hub.vault.Vault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Fills the journal of a running hub with what months of work leave: cases of five messages, each delivered, a few dead
 * letters and doubts, identifiers, time lines, lanes and parcels. Documents are a real one, sealed anew for each row, so
 * that every page opens. Through the hub's own schema, but not through its doors.
 */
final class JournalFill {
    static final int PHASES = 5;
    private static final int CHUNK = 100_000;
    private static final int MONTHS = 5;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> TYPES =
            List.of("case.submitted", "case.accepted", "case.review-started", "case.decided", "case.closed");
    private static final String TASK = "11610700Y00000016L3000131999000";

    private final HubSubject hub;
    private final long messages;
    private final long lag;
    private final long beginMillis;
    private final double stepMillis;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Vault vault;
    private DataKey key;
    private byte[] document;

    JournalFill(HubSubject hub, long messages) {
        this.hub = hub;
        this.messages = messages;
        this.vault = new Vault(MasterKey.load(hub.data().resolve("master.key")));
        this.beginMillis = LocalDate.now(ZONE).withDayOfMonth(1).minusMonths(MONTHS - 1L).atStartOfDay(ZONE).toInstant()
                .toEpochMilli();
        this.stepMillis = (System.currentTimeMillis() - 60_000 - beginMillis) / (double) messages;
        // From one message of a case to its next: a day and a half.
        this.lag = Math.max(1, Math.round(129_600_000 / stepMillis / PHASES));
    }

    /** Needs one real case in the journal; gives the seconds that it took. */
    double run() throws Exception {
        long began = System.nanoTime();
        try (Connection connection = hub.connect()) {
            connection.createStatement().execute("set synchronous_commit = off; set work_mem = '256MB'");
            takeTemplate(connection);
            for (String statement : FillSql.BEFORE) {
                connection.createStatement().execute(statement);
            }
            for (int month = 0; month < MONTHS; month++) {
                Instant day = Instant.ofEpochMilli(beginMillis).atZone(ZONE).plusMonths(month).toInstant();
                connection.createStatement().execute("select ensure_month(date '" + day.atZone(ZONE).toLocalDate() + "')");
            }
            connection.setAutoCommit(false);
            for (long from = 0; from < messages; from += CHUNK) {
                chunk(connection, from, Math.min(messages, from + CHUNK));
                connection.commit();
                if (from / CHUNK % 10 == 9) {
                    Course.log("%,d messages after %.0f s", from + CHUNK, (System.nanoTime() - began) / 1e9);
                }
            }
            connection.setAutoCommit(true);
            for (String statement : FillSql.AFTER) {
                connection.createStatement().execute(statement);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** The case number of the n-th case: its day, and its place in it. */
    String caseNo(long number) {
        Instant at = Instant.ofEpochMilli(millis(number * PHASES));
        return TASK + DateTimeFormatter.BASIC_ISO_DATE.format(at.atZone(ZONE).toLocalDate()) + "%07d".formatted(number);
    }

    long cases() {
        return (messages + PHASES - 1) / PHASES;
    }

    private void takeTemplate(Connection connection) throws Exception {
        try (ResultSet row = connection.createStatement().executeQuery("""
                select m.id, m.canonical, k.wrapped from message m join data_key k on k.subject = m.key_subject
                where m.type = 'case.submitted' order by m.id limit 1""")) {
            row.next();
            key = vault.unwrap(row.getBytes(3));
            document = vault.open(key, row.getObject(1, UUID.class), "canonical", row.getBytes(2));
        }
        try (var insert = connection.prepareStatement("insert into data_key (subject, wrapped) values ('bench', ?)")) {
            insert.setBytes(1, key.wrapped());
            insert.execute();
        }
    }

    private void chunk(Connection connection, long from, long to) throws Exception {
        try (CopyRows rows = new CopyRows(connection, "message (id, connector, type, case_no, key_subject, document, media_type, "
                + "traceparent, bundle, recorded_at, body_digest, canonical)")) {
            for (long i = from; i < to; i++) {
                int phase = (int) (i % PHASES);
                long number = i / PHASES - phase * lag;
                if (number >= 0) {
                    message(rows, id(millis(i)), phase, number, millis(i));
                }
            }
        }
        try (CopyRows rows = new CopyRows(connection, "case_index (digest, case_no)")) {
            for (long number = (from + PHASES - 1) / PHASES; number * PHASES < to; number++) {
                identifiers(rows, number);
            }
        }
        for (String statement : FillSql.OF_MESSAGES) {
            try (var insert = connection.prepareStatement(statement)) {
                insert.setObject(1, new UUID(millis(from) << 16, 0));
                insert.setObject(2, new UUID(millis(to) << 16, 0));
                insert.execute();
            }
        }
    }

    private void message(CopyRows rows, UUID id, int phase, long number, long at) throws Exception {
        byte[] sealed = vault.seal(key, id, "canonical", document);
        rows.row(12).uuid(id).text(phase == 0 ? "city-window" : "city-platform").text(TYPES.get(phase)).text(caseNo(number))
                .text("bench").text("case.submitted").text("application/json").text("").text("bench").instant(at)
                .bytes(Arrays.copyOf(sealed, 32)).bytes(sealed);
    }

    private void identifiers(CopyRows rows, long number) throws Exception {
        String caseNo = caseNo(number);
        index(rows, "id-number", idNumber(number), caseNo);
        index(rows, "credit-code", creditCode(number), caseNo);
        index(rows, "phone", phone(number), caseNo);
        index(rows, "name", name(number), caseNo);
    }

    private void index(CopyRows rows, String kind, String value, String caseNo) throws Exception {
        rows.row(2).number(vault.blindIndex(kind, Masks.normalised(kind, value))).text(caseNo);
    }

    static String idNumber(long number) {
        return CaseRequests.idNumber(number % 1000);
    }

    static String creditCode(long number) {
        return "91610700Y" + CaseRequests.creditCodeTail(number);
    }

    static String phone(long number) {
        return "139%08d".formatted(number % 50_000_000);
    }

    /** Of some thirty thousand people, as names repeat. */
    static String name(long number) {
        return "测试" + (char) ('\u4e00' + number % 9973) + (number % 3 == 0 ? "甲" : "");
    }

    private long millis(long message) {
        return beginMillis + (long) (message * stepMillis);
    }

    /** UUID version 7. */
    private UUID id(long millis) {
        return new UUID(millis << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 0x8000000000000000L);
    }

    /** The end of the names of the partitions of a month, so many months ago. */
    static String month(int back) {
        return DateTimeFormatter.ofPattern("yyyy_MM").format(LocalDate.now(ZONE).withDayOfMonth(1).minusMonths(back));
    }
}
