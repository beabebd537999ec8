package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.PgExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An old month leaves the journal whole, and only when nothing of it is open. */
class DropMonthIT {
    private static final LocalDate THIS_MONTH = LocalDate.now(ZoneId.of("Asia/Shanghai")).withDayOfMonth(1);

    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @Test
    void whatIsSettledLeavesAndTheInboxAndTheNextMonthStay() {
        record(THIS_MONTH.minusMonths(3), "delivered", "discarded");
        record(THIS_MONTH.minusMonths(2), "delivered");

        assertThat(drop(THIS_MONTH.minusMonths(3))).isPositive();

        assertThat(count("message")).isOne();
        assertThat(count("delivery")).isOne();
        assertThat(count("hop")).isOne();
        assertThat(count("repair")).isOne();
        assertThat(count("inbox")).isEqualTo(3);
        assertThatThrownBy(() -> drop(THIS_MONTH.minusMonths(3))).hasMessageContaining("there is no month");
    }

    @Test
    void aMonthWithSomethingOpenStays() {
        for (String state : new String[] {"waiting", "sending", "doubtful", "dead", "refused"}) {
            LocalDate month = THIS_MONTH.minusMonths(6);
            record(month, "delivered", state);

            assertThatThrownBy(() -> drop(month)).as(state).hasMessageContaining("1 deliveries that are not settled");
            PG.jdbc().sql("update delivery set state = 'discarded'").update();
            assertThat(drop(month)).isPositive();
            PG.jdbc().sql("truncate lane, inbox").update();
        }
    }

    @Test
    void theTwoNewestMonthsStay() {
        record(THIS_MONTH.minusMonths(1), "delivered");

        assertThatThrownBy(() -> drop(THIS_MONTH)).hasMessageContaining("one of the two newest");
        assertThatThrownBy(() -> drop(THIS_MONTH.minusMonths(1))).hasMessageContaining("one of the two newest");
    }

    @Test
    void whoReadsForLongKeepsItAndNobodyWaitsBehindThat() throws SQLException {
        LocalDate month = THIS_MONTH.minusMonths(4);
        record(month, "delivered");
        try (Connection reader = PG.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().executeQuery("select count(*) from message");

            assertThatThrownBy(() -> drop(month)).hasMessageContaining("lock timeout");
        }
        assertThat(drop(month)).isPositive();
    }

    /** A message for each state, with its delivery, hop, lane, correction and inbox key. */
    private static void record(LocalDate month, String... states) {
        PG.jdbc().sql("select ensure_month(:month)").param("month", month).query(rows -> {});
        for (int i = 0; i < states.length; i++) {
            String at = month.atTime(12, i).atZone(ZoneId.of("Asia/Shanghai")).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            String key = month + "/" + i + "/" + states[i];
            PG.jdbc().sql("""
                    insert into message (id, connector, type, case_no, key_subject, document, media_type, traceparent, bundle,
                        recorded_at, body_digest) values (id_at(:at::timestamptz), 'c', 't', 'n', 'k', 'd', 'm', '', 'b',
                        :at::timestamptz, '')""").param("at", at).update();
            PG.jdbc().sql("""
                    insert into delivery (id, message_id, destination, order_key, position, case_no, type, state, recorded_at)
                    values (id_at(:at::timestamptz), id_at(:at::timestamptz), 'd', :key, 1, 'n', 't', 'waiting', :at::timestamptz)""")
                    .param("at", at).param("key", key).update();
            PG.jdbc().sql("update delivery set state = :state where id = id_at(:at::timestamptz)").param("at", at)
                    .param("state", states[i]).update();
            PG.jdbc().sql("""
                    insert into hop (delivery_id, no, at, kind, outcome, actor)
                    values (id_at(:at::timestamptz), 1, :at::timestamptz, 'send', 'delivered', 'n')""").param("at", at).update();
            PG.jdbc().sql("""
                    insert into lane (destination, order_key, next_position, due, blocked)
                    values ('d', :key, 2, case when :state in ('waiting', 'sending') then now() end, :state not in ('waiting', 'sending'))""")
                    .param("key", key).param("state", states[i]).update();
            PG.jdbc().sql("insert into repair values (id_at(:at::timestamptz), 1, now(), 'a', 'r', '')").param("at", at).update();
            PG.jdbc().sql("insert into inbox values (decode(md5(:key), 'hex'), '', '{}', now())").param("key", key).update();
        }
    }

    private static long drop(LocalDate month) {
        return PG.jdbc().sql("select drop_month(:month)").param("month", month.plusDays(14)).query(Long.class).single();
    }

    private static long count(String table) {
        return PG.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
