package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseResult;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.DeliveryBook;
import cn.tongban.hub.delivery.DeliveryEngine;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.NewDelivery;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.Reply;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.Parcel;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.Parcels;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A case that is closed, orders for its parcels, and a carrier that tells of them; on a real database. */
abstract class ParcelWorld {
    static final String CASE = "C1";
    static final OrderNo RESULT = new OrderNo(CASE, ParcelPurpose.RESULT, 1);
    static final OrderNo PAPERS = new OrderNo(CASE, ParcelPurpose.PAPERS, 1);

    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    CoreFixture core;
    final AtomicInteger keys = new AtomicInteger();

    @BeforeEach
    void start() {
        core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
    }

    @AfterEach
    void stop() {
        core.close();
    }

    void order(OrderNo orderNo) {
        core.world.plans.put(CITY + "/order",
                a -> new Outcome.Delivered("W-" + orderNo, false, Reply.NONE, orderNo.toString()));
        request();
        await().untilAsserted(() ->
                assertThat(parcels().find(orderNo)).hasValueSatisfying(p -> assertThat(p.orderedAt()).isNotNull()));
    }

    /** Any message that a carrier takes as an order. */
    void request() {
        Receipt receipt = core.recorder().record(core.recording(DESK, key(), "noted", CASE, "{}", new Address.CaseHandler(),
                new CaseEntry.Report(Step.of(key(), CaseState.FORWARDED, MORNING), "")));
        UUID message = UUID.fromString(receipt.json().replaceAll(".*\"messageId\":\"([^\"]+)\".*", "$1"));
        new TransactionTemplate(core.context.getBean(JdbcTransactionManager.class)).executeWithoutResult(status ->
                core.context.getBean(DeliveryBook.class).enter(List.of(new NewDelivery(
                        Ids.next(MORNING), message, CITY, CASE, CASE, "order", MORNING))));
        core.context.getBean(DeliveryEngine.class).wake(List.of(CITY));
    }

    void closedCase() {
        closedCase(CASE);
    }

    void closedCase(String caseNo) {
        core.submit(caseNo);
        core.step(caseNo, "s1", CaseState.ACCEPTED, at(-50));
        core.step(caseNo, "s2", CaseState.IN_REVIEW, at(-40));
        decide(caseNo);
        core.step(caseNo, "s4", CaseState.CLOSED, at(-20));
        assertThat(core.cases().find(caseNo).orElseThrow().state()).isEqualTo(CaseState.CLOSED);
    }

    void decide() {
        decide(CASE);
    }

    void decide(String caseNo) {
        core.recorder().record(core.recording(CITY, key(), "case.decided", caseNo, "{}", new Address.CaseOrigin(),
                new CaseEntry.Progress(Step.of("city/s3", CaseState.DECIDED, at(-30)).withResult(CaseResult.GRANTED))));
    }

    void step(String id, CaseState state, int minute) {
        core.step(CASE, id, state, at(minute));
    }

    void hear(String carrier, OrderNo orderNo, EventKind kind, int minute, @Nullable Signer signer) {
        ParcelEvent event = new ParcelEvent("W/" + kind + "/" + minute, kind, at(minute), signer, "", "", "");
        core.recorder().record(core.recording(carrier, key(), "parcel.event", orderNo.caseNo(), "{}",
                new Address.CaseOrigin(), new CaseEntry.Tracking(orderNo, "W", event)));
    }

    String key() {
        return "key-" + keys.incrementAndGet();
    }

    static Instant at(int minute) {
        return MORNING.plusSeconds(3600 + 60L * minute);
    }

    Parcels parcels() {
        return core.context.getBean(Parcels.class);
    }

    Parcel parcel(OrderNo orderNo) {
        return parcels().find(orderNo).orElseThrow();
    }

    CaseState state() {
        return core.cases().find(CASE).orElseThrow().state();
    }

    TimelineEntry last() {
        List<TimelineEntry> timeline = core.cases().timeline(CASE);
        return timeline.get(timeline.size() - 1);
    }

    List<CaseTask> tasks() {
        return core.cases().openTasks(CASE);
    }

    List<String> toldDesk() {
        return core.world.seen.stream().filter(a -> a.destination().equals(DESK)).map(Attempt::type).toList();
    }
}
