package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RecordAndDeliverIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    private CoreFixture core;

    @BeforeEach
    void start() {
        core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void aCaseGoesOutAndItsStepsComeBackInOrder() {
        core.submit("C1");
        awaitDelivered(CITY, 1);
        core.step("C1", "s1", CaseState.ACCEPTED, MORNING.plusSeconds(60));
        core.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        core.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));

        awaitDelivered(DESK, 3);
        assertThat(types(DESK)).containsExactly("case.accepted", "case.review-started", "case.decided");
        assertThat(PG.jdbc().sql("select state from service_case").query(String.class).single()).isEqualTo("DECIDED");
        assertThat(PG.jdbc().sql("select decision from case_step order by no").query(String.class).list())
                .containsExactly("APPLIED", "DERIVED", "APPLIED", "APPLIED", "APPLIED");
    }

    @Test
    void aRepeatGetsTheFirstReceiptAndAnotherBodyIsRefused() {
        Receipt first = core.submit("C1", "k", "{\"a\":1}");
        Receipt second = core.submit("C1", "k", "{\"a\":1}");

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.repeated()).isTrue();
        assertThatThrownBy(() -> core.submit("C1", "k", "{\"a\":2}"))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REUSED));
        assertThat(PG.jdbc().sql("select count(*) from message").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void aRefusedMessageLeavesItsKeyFree() {
        assertThatThrownBy(() -> core.step("C9", "s1", CaseState.ACCEPTED, MORNING))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CASE_UNKNOWN));
        core.submit("C9");

        assertThat(core.step("C9", "s1", CaseState.ACCEPTED, MORNING.plusSeconds(1)).repeated()).isFalse();
    }

    @Test
    void anEarlyStepWaitsForItsPredecessor() {
        core.submit("C1");
        awaitDelivered(CITY, 1);
        core.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        core.step("C1", "s4", CaseState.CLOSED, MORNING.plusSeconds(240));
        core.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));

        awaitDelivered(DESK, 3);
        assertThat(types(DESK)).containsExactly("case.review-started", "case.decided", "case.closed");
        assertThat(PG.jdbc().sql("select parked from service_case").query(Integer.class).single()).isZero();
    }

    @Test
    void aLostAnswerIsSettledByAskingAndNothingIsSentTwice() {
        core.world.plans.put(CITY + "/case.submitted", a -> new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "time-out"));
        core.world.probes = a -> new ProbeAnswer.Found("HZ1");
        core.submit("C1");

        awaitDelivered(CITY, 1);
        assertThat(core.world.seen).hasSize(1);
        assertThat(core.world.asked).hasSize(1);
        assertThat(only(CITY).receiptNo()).isEqualTo("HZ1");
    }

    @Test
    void aStepThatFailsForAWhileHoldsBackOnlyItsOwnCase() {
        core.submit("C1");
        awaitDelivered(CITY, 1);
        AtomicInteger failures = new AtomicInteger(3);
        core.world.plans.put(DESK + "/case.review-started", a -> a.caseNo().equals("C1") && failures.getAndDecrement() > 0
                ? new Outcome.RetryLater(ErrorCode.DESTINATION_UNREACHABLE, "down", null)
                : new Outcome.Delivered(null, false));
        core.step("C1", "s1", CaseState.ACCEPTED, MORNING.plusSeconds(60));
        core.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        core.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));

        awaitDelivered(DESK, 3);
        assertThat(types(DESK)).containsExactly("case.accepted", "case.review-started", "case.review-started",
                "case.review-started", "case.review-started", "case.decided");
    }

    @Test
    void aDeadLetterIsRepairedReplayedAndItsLaneGoesOn() throws Exception {
        core.world.plans.put(CITY + "/case.submitted",
                a -> new String(a.canonical(), StandardCharsets.UTF_8).contains("乙")
                        ? new Outcome.Delivered("R", false)
                        : new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "id-type"));
        core.submit("C1");
        await().atMost(Duration.ofSeconds(5)).until(() -> only(CITY).state() == DeliveryState.DEAD);
        DeliveryRow dead = only(CITY);

        var patch = new ObjectMapper().readTree("[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"乙\"}]");
        core.desk().repair(dead.id(),
                new DeliveryDesk.Correction(patch, DeliveryDesk.ANY_REVISION, after -> {}, false), "li", "misspelt");
        core.desk().replay(dead.id(), "li", "repaired", false);

        awaitDelivered(CITY, 1);
        assertThat(core.queries().hops(dead.id())).extracting(h -> h.kind() + ":" + h.outcome())
                .containsExactly("send:dead", "repair:dead", "replay:waiting", "send:delivered");
    }

    private List<String> types(String destination) {
        return core.world.seen.stream().filter(a -> a.destination().equals(destination)).map(Attempt::type).toList();
    }

    private DeliveryRow only(String destination) {
        return core.queries().page(new DeliveryFilter(destination, Set.of(), null, null, null, null, null), 5).get(0);
    }

    private void awaitDelivered(String destination, int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(core.queries()
                .page(new DeliveryFilter(destination, Set.of(DeliveryState.DELIVERED), null, null, null, null, null), 100))
                .hasSize(count));
    }
}
