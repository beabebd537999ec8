package cn.tongban.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are about an entry of a register and no case. */
class RegisterIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    private CoreFixture core;

    @BeforeEach
    void start() {
        core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.IDEMPOTENT);
        core.jdbc().execute("create table if not exists entry_of_test (key text, body text)");
        core.jdbc().execute("truncate entry_of_test");
    }

    @AfterEach
    void stop() {
        core.close();
        PG.jdbc().sql("drop table entry_of_test").update();
    }

    private Recording entry(String register, String key, String idempotencyKey, Address address) {
        return core.recording(CoreFixture.DESK, idempotencyKey, "item.published", "", "{\"taskCode\":\"" + key + "\"}",
                address, new RegisterEntry(register, key));
    }

    private static Address to(String... destinations) {
        return new Address.To(List.of(destinations));
    }

    @Test
    void anEntryIsRecordedJournalledAndDeliveredInItsOwnLane() {
        Receipt receipt = core.recorder().record(entry(CoreFixture.REGISTER, "T1", "k1", to(CoreFixture.CITY)));
        core.recorder().record(entry(CoreFixture.REGISTER, "T1", "k2", to(CoreFixture.CITY)));

        assertThat(receipt.json()).contains("\"subject\":\"test/T1\"").doesNotContain("caseNo");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(core.world.seen)
                .extracting(Attempt::caseNo, Attempt::type)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("", "item.published"),
                        org.assertj.core.groups.Tuple.tuple("", "item.published")));
        assertThat(core.jdbc().queryForList("select key from entry_of_test", String.class)).containsExactly("T1", "T1");
        assertThat(core.jdbc().queryForList("select distinct order_key from delivery", String.class))
                .containsExactly("test/T1");
        assertThat(core.jdbc().queryForObject("select count(*) from service_case", Long.class)).isZero();
        UUID id = core.jdbc().queryForList("select id from message order by id", UUID.class).get(0);
        assertThat(new String(core.context.getBean(JournalRepository.class).payload(id).orElseThrow().canonical(),
                StandardCharsets.UTF_8)).isEqualTo("{\"taskCode\":\"T1\"}");
    }

    @Test
    void aRepeatGetsTheFirstReceiptAndWritesNothing() {
        Receipt first = core.recorder().record(entry(CoreFixture.REGISTER, "T1", "k1", to()));
        Receipt again = core.recorder().record(entry(CoreFixture.REGISTER, "T1", "k1", to()));

        assertThat(again).isEqualTo(new Receipt(first.json(), true));
        assertThat(core.jdbc().queryForObject("select count(*) from entry_of_test", Long.class)).isEqualTo(1);
    }

    @Test
    void casesAndEntriesShareACommitAndARegisterThatNobodyKeepsIsRefusedAlone() {
        List<Fate> fates = core.recorder().recordTogether(List.of(
                entry("unknown", "T1", "k1", to()),
                entry(CoreFixture.REGISTER, "T2", "k2", to()),
                entry(CoreFixture.REGISTER, "T3", "k3", new Address.CaseOrigin())), found -> {});

        assertThat(fates.get(0)).isInstanceOfSatisfying(
                Fate.Refused.class, refused -> assertThat(refused.why().code()).isEqualTo(ErrorCode.BUNDLE_INVALID));
        assertThat(fates.get(1)).isInstanceOf(Fate.Recorded.class);
        assertThat(fates.get(2)).isInstanceOf(Fate.Refused.class);
        assertThat(core.jdbc().queryForList("select key from entry_of_test", String.class)).containsExactly("T2");
        assertThatThrownBy(() -> core.recorder().record(entry("unknown", "T1", "k1", to())))
                .isInstanceOf(HubException.class);
    }

    @Test
    void manyWhoMeetOneEntryForTheFirstTimeSealUnderOneKey() throws Exception {
        List<Future<Receipt>> receipts = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(32);
        try {
            for (int i = 0; i < 200; i++) {
                String key = "k" + i;
                receipts.add(callers.submit(() -> core.recorder().record(entry(CoreFixture.REGISTER, "T1", key, to()))));
            }
            for (Future<Receipt> receipt : receipts) {
                receipt.get();
            }
        } finally {
            callers.shutdown();
        }

        JournalRepository journal = core.context.getBean(JournalRepository.class);
        List<Map<String, Object>> messages = core.jdbc().queryForList("select id from message");
        assertThat(messages).hasSize(200).allSatisfy(message -> assertThat(
                journal.payload((UUID) message.get("id")).orElseThrow().canonical()).isNotEmpty());
        assertThat(core.jdbc().queryForObject("select count(*) from data_key", Long.class)).isEqualTo(1);
    }
}
