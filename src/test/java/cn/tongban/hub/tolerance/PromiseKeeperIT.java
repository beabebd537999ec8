package cn.tongban.hub.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageFilter;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseBook;
import cn.tongban.hub.promise.PromiseStatus;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.OwnMessages;
import cn.tongban.hub.web.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of promises as the days pass, on the whole hub. Days are those of Shanghai. */
class PromiseKeeperIT {
    private static final String CASE = "11610700Y00000016L3000131999000209903160001";
    private static final String OTHER = "11610700Y00000016L3000131999000209903160002";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void aDebtIsRemindedOfTwoWorkingDaysBeforeAndExpiresAfterItsDay() throws IOException {
        PromisedCase.owing(HUB, CASE, "场地证明", "2099-03-23");

        // Wednesday: Thursday, Friday and Monday are left.
        keep("2099-03-18T15:59:00Z");
        assertThat(types()).isEmpty();
        keep("2099-03-18T16:00:00Z");
        assertThat(types()).containsExactly("debt.reminded");
        keep("2099-03-23T15:59:59Z");
        assertThat(types()).containsExactly("debt.reminded");
        assertThat(debt().status()).isEqualTo(PromiseStatus.OPEN);

        keep("2099-03-23T16:00:00Z");
        keep("2099-04-01T00:00:00Z");

        assertThat(types()).containsExactly("debt.reminded", "debt.expired");
        assertThat(debt().status()).isEqualTo(PromiseStatus.EXPIRED);
        assertThat(strings("select kind || ' ' || detail from case_task")).containsExactly("debt-expired 1");
        assertThat(strings("select open_debts::text from service_case where state <> 'TERMINATED'")).containsExactly("1");
        assertThat(strings("select destination || ' ' || type from delivery where destination = 'city-window' order by id"))
                .containsExactly("city-window debt.reminded", "city-window debt.expired");
        ContractLibrary contracts = ContractLibrary.compile(BundleFiles.fromClassPath());
        for (JsonNode document : documents()) {
            assertThat(contracts.validate("canonical/case.promise", document, LocalDate.of(2099, 3, 23)).errors()).isEmpty();
            assertThat(document.path("materialName").asText()).isEqualTo("场地证明");
            assertThat(document.path("text").asText()).isEqualTo("一周内补交");
            assertThat(document.path("provenance").asText()).isEqualTo("DERIVED");
        }
    }

    @Test
    void anExpiredDebtIsPaidLateAndAnotherOneOnItsLastDayIsNot() {
        PromisedCase late = PromisedCase.owing(HUB, CASE, "场地证明", "2099-03-23");
        PromisedCase inTime = PromisedCase.owing(HUB, OTHER, "场地证明", "2099-03-23");
        keep("2099-03-24T09:00:00Z");

        late.supply("M1", "场地 证明", "2099-03-24T01:00:00Z");
        inTime.supply("M1", "场地证明", "2099-03-23T15:00:00Z");

        assertThat(strings("select case_no || status || late from case_promise order by case_no"))
                .containsExactly(CASE + "SUPPLIEDtrue", OTHER + "SUPPLIEDfalse");
        assertThat(strings("select distinct open_debts::text from service_case")).containsExactly("0");
        keep("2099-03-30T09:00:00Z");
        assertThat(types()).containsExactly("debt.expired", "debt.expired");
    }

    @Test
    void aDebtThatWasPaidIsNeitherRemindedOfNorExpires() {
        PromisedCase.owing(HUB, CASE, "场地证明", "2099-03-23").supply("M1", "场地证明", "2099-03-17T01:00:00Z");

        keep("2099-03-30T09:00:00Z");

        assertThat(types()).isEmpty();
    }

    @Test
    void nothingIsOwedInACaseThatWasWithdrawn() {
        PromisedCase.owing(HUB, CASE, "场地证明", "2099-03-23").withdraw();

        keep("2099-03-30T09:00:00Z");

        assertThat(types()).isEmpty();
    }

    @Test
    void aLetterThatNobodyCheckedBecomesATask() {
        PromisedCase.committed(HUB, CASE, "2099-04-15");

        keep("2099-04-15T15:59:59Z");
        assertThat(types()).isEmpty();
        keep("2099-04-15T16:00:00Z");
        keep("2099-04-16T16:00:00Z");

        assertThat(types()).containsExactly("commitment.check-due");
        assertThat(debt().status()).isEqualTo(PromiseStatus.CHECK_DUE);
        assertThat(strings("select kind from case_task")).containsExactly("commitment-check-due");
    }

    @Test
    void aNewerSubmissionThatSaysTheSameAgainLeavesALetterAsItStands() {
        PromisedCase made = PromisedCase.committed(HUB, CASE, "2099-04-15");
        keep("2099-04-16T16:00:00Z");

        made.commitAgain(2, "2099-04-15");
        assertThat(strings("select status from case_promise")).containsExactly("CHECK_DUE");
        made.commitAgain(3, "2099-04-20");

        assertThat(strings("select no || status from case_promise order by no")).containsExactly("1REPLACED", "2SIGNED");
    }

    @Test
    void manyNodesAtOnceDoEachThingOnce() {
        for (int n = 0; n < 20; n++) {
            PromisedCase.owing(HUB, CASE.substring(0, 39) + String.format("%04d", n), "场地证明", n < 10 ? "2099-03-23" : "2099-03-27");
        }

        CompletableFuture.allOf(IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(() -> keep("2099-03-25T09:00:00Z", turns())))
                .toArray(CompletableFuture[]::new)).join();
        keep("2099-03-25T09:00:00Z");

        assertThat(types().stream().filter("debt.expired"::equals)).hasSize(10);
        assertThat(types().stream().filter("debt.reminded"::equals)).hasSize(10);
        assertThat(strings("select kind from case_task")).hasSize(10);
    }

    @Test
    void aNodeThatDidNotSeeTheOtherOnesWorkChangesNothing() {
        PromisedCase.owing(HUB, CASE, "场地证明", "2099-03-23");
        Promise asBothSawIt = debt();
        Recorder recorder = HUB.bean(Recorder.class);

        recorder.record(expiry(asBothSawIt, "2099-03-24T00:00:01Z"));
        assertThatThrownBy(() -> recorder.record(expiry(asBothSawIt, "2099-03-24T00:00:02Z")))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REUSED));

        assertThat(types()).containsExactly("debt.expired");
        assertThat(strings("select kind from case_task")).hasSize(1);
    }

    private static Recording expiry(Promise promise, String at) {
        return new PromiseMessages(HUB.bean(ActiveBundle.class)).of(promise, PromiseAct.EXPIRE, Instant.parse(at),
                PromiseMessages.Cause.CLOCK, "city-window");
    }

    @Test
    void onlyOneNodeHasTheTurn() {
        TransactionTemplate transaction = new TransactionTemplate(HUB.bean(PlatformTransactionManager.class));
        TurnRepository turns = HUB.bean(TurnRepository.class);
        String active = HUB.bean(ActiveBundle.class).digest().orElseThrow();

        await().until(() -> transaction.<Boolean>execute(status -> turns.take(active)
                && !CompletableFuture.supplyAsync(() -> transaction.<Boolean>execute(other -> turns.take(active))).join()));
    }

    private static TransactionTemplate turns() {
        return new TransactionTemplate(HUB.bean(PlatformTransactionManager.class));
    }

    /** Every ten seconds the hub's own keeper has the turn for a moment; who only tries would do nothing then. */
    private static void keep(String now) {
        keep(now, new TransactionTemplate(HUB.bean(PlatformTransactionManager.class)) {
            private static final long serialVersionUID = 1L;

            @Override
            public <T> T execute(TransactionCallback<T> action) {
                return super.execute(status -> {
                    HUB.bean(JdbcTemplate.class).queryForList("select pg_advisory_xact_lock(7308042600)");
                    return action.doInTransaction(status);
                });
            }
        });
    }

    private static void keep(String now, TransactionTemplate turns) {
        PromiseKeeper.Turn turn = new PromiseKeeper.Turn(HUB.bean(TurnRepository.class), turns);
        new PromiseKeeper(HUB.bean(PromiseBook.class), HUB.bean(CaseQueries.class), HUB.bean(Recorder.class), turn,
                HUB.bean(ActiveBundle.class), new Reminding(2, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))).keep();
    }

    private static Promise debt() {
        return HUB.bean(PromiseBook.class).find(CASE, 1).orElseThrow();
    }

    private static List<String> types() {
        return strings("select type from message where connector = 'tongban-hub' order by id");
    }

    private static List<JsonNode> documents() throws IOException {
        JournalRepository journal = HUB.bean(JournalRepository.class);
        List<UUID> ids = journal.page(new MessageFilter(OwnMessages.CONNECTOR, null, null, null, null, null), 100).stream()
                .map(MessageRow::id).toList();
        List<JsonNode> documents = new ArrayList<>();
        for (JournalRepository.SealedPayload sealed : journal.sealed(ids).values()) {
            documents.add(new JsonMapper().readTree(journal.open(sealed, "canonical").orElseThrow()));
        }
        return documents;
    }

    private static List<String> strings(String sql) {
        return HUB.pg().jdbc().sql(sql).query(String.class).list();
    }
}
