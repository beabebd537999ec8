package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.COURIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.ParcelState;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a carrier tells, and what becomes of parcel and case by it. */
class ParcelIT extends ParcelWorld {
    @Test
    void deliveredRevokedAndDeliveredAgain() {
        closedCase();

        hear(COURIER, RESULT, EventKind.OUT_FOR_DELIVERY, 0, null);
        hear(COURIER, RESULT, EventKind.DELIVERED, 75, Signer.RECEIVER);
        assertThat(state()).isEqualTo(CaseState.DELIVERED);
        assertThat(last().at()).isEqualTo(at(75));
        assertThat(last().connector()).isEqualTo(COURIER);

        hear(COURIER, RESULT, EventKind.DELIVERY_REVOKED, 100, null);
        assertThat(state()).isEqualTo(CaseState.ISSUED);
        assertThat(parcel(RESULT).state()).isEqualTo(ParcelState.OUT_FOR_DELIVERY);

        hear(COURIER, RESULT, EventKind.DELIVERED, 150, Signer.RECEIVER);
        assertThat(state()).isEqualTo(CaseState.DELIVERED);
        await().untilAsserted(() -> assertThat(toldDesk())
                .containsSubsequence("case.issued", "case.delivered", "case.issued", "case.delivered"));
        assertThat(tasks()).isEmpty();
    }

    /** The message that the desk gets is a step like every other one, at the carrier's time. */
    @Test
    void theDeskHearsAStepAtTheCarriersTime() {
        closedCase();

        hear(COURIER, RESULT, EventKind.DELIVERED, 75, Signer.RECEIVER);

        await().untilAsserted(() -> assertThat(toldDesk()).contains("case.delivered"));
        Attempt told = core.world.seen.stream().filter(a -> a.type().equals("case.delivered")).findFirst().orElseThrow();
        assertThat(new String(told.canonical(), StandardCharsets.UTF_8))
                .contains("\"caseNo\":\"C1\"", "\"state\":\"DELIVERED\"", "\"at\":\"2026-03-16T11:45:00+08:00\"");
    }

    @Test
    void inWhateverOrderTheSameEventsComeTheEndIsTheSame() {
        Random random = new Random(704);
        for (int round = 0; round < 12; round++) {
            String caseNo = "S" + round;
            OrderNo orderNo = new OrderNo(caseNo, ParcelPurpose.RESULT, 1);
            closedCase(caseNo);
            List<Runnable> events = new ArrayList<>(List.of(
                    () -> hear(COURIER, orderNo, EventKind.PICKED_UP, 1, null),
                    () -> hear(COURIER, orderNo, EventKind.OUT_FOR_DELIVERY, 10, null),
                    () -> hear(COURIER, orderNo, EventKind.DELIVERED, 20, Signer.RECEIVER),
                    () -> hear(COURIER, orderNo, EventKind.DELIVERY_REVOKED, 30, null),
                    () -> hear(COURIER, orderNo, EventKind.UNKNOWN, 35, null),
                    () -> hear(COURIER, orderNo, EventKind.DELIVERED, 40, Signer.RECEIVER)));
            events.addAll(List.copyOf(events));
            Collections.shuffle(events, random);

            events.forEach(Runnable::run);

            assertThat(parcel(orderNo).state()).isEqualTo(ParcelState.DELIVERED);
            assertThat(core.cases().find(caseNo).orElseThrow().state()).isEqualTo(CaseState.DELIVERED);
            assertThat(core.cases().openTasks(caseNo)).isEmpty();
            assertThat(parcels().events(orderNo)).as("each once").hasSize(6);
        }
    }

    @Test
    void aThirdPersonAReturnAndALossNeedAPerson() {
        closedCase();

        hear(COURIER, RESULT, EventKind.DELIVERED, 10, Signer.OTHER_PERSON);
        hear(COURIER, RESULT, EventKind.RETURNED, 20, null);
        hear(COURIER, RESULT, EventKind.LOST, 30, null);

        assertThat(tasks()).extracting(CaseTask::kind)
                .containsExactly("parcel-third-party", "parcel-returned", "parcel-lost");
        assertThat(tasks().get(0).detail()).isEqualTo("C1-R1 OTHER_PERSON");
        assertThat(state()).as("only a cancel event takes a delivery back").isEqualTo(CaseState.DELIVERED);
    }

    @Test
    void anotherCarrierDoesNotLearnThatTheParcelExists() {
        closedCase();
        hear(COURIER, RESULT, EventKind.PICKED_UP, 0, null);

        assertThatThrownBy(() -> hear(CITY, RESULT, EventKind.LOST, 1, null))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CASE_UNKNOWN));
        assertThatThrownBy(() -> hear(COURIER, new OrderNo("C2", ParcelPurpose.RESULT, 1), EventKind.LOST, 1, null))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CASE_UNKNOWN));
        assertThat(parcels().events(RESULT)).hasSize(1);
    }
}
