package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.COURIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.delivery.Reply;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.ParcelState;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.support.ErrorCode;
import org.junit.jupiter.api.Test;

/** Orders to a carrier: what makes a parcel, and what it means for its case. */
class ParcelOrderIT extends ParcelWorld {
    @Test
    void theAnswerToAnOrderMakesAParcelAndTheResultIsIssued() {
        closedCase();

        order(RESULT);

        assertThat(parcel(RESULT)).satisfies(parcel -> {
            assertThat(parcel.state()).isEqualTo(ParcelState.ORDERED);
            assertThat(parcel.waybillNo()).isEqualTo("W-" + RESULT);
            assertThat(parcel.carrier()).isEqualTo(CITY);
            assertThat(parcel.orderedAt()).isNotNull();
        });
        TimelineEntry issued = last();
        assertThat(issued.state()).isEqualTo(CaseState.ISSUED);
        assertThat(issued.decision()).isEqualTo(TimelineDecision.DERIVED);
        assertThat(issued.provenance()).isEqualTo(Provenance.DERIVED);
        assertThat(issued.at()).as("nobody said when").isNull();
        await().untilAsserted(() -> assertThat(toldDesk()).contains("case.issued"));
    }

    @Test
    void whoeverMadeTheLicenceMayReportItAfterItWasConcluded() {
        closedCase();
        order(RESULT);

        step("s9", CaseState.ISSUED, 500);

        assertThat(state()).isEqualTo(CaseState.ISSUED);
        assertThat(tasks()).isEmpty();
        assertThat(last().decision()).isEqualTo(TimelineDecision.APPLIED);
    }

    @Test
    void anEventThatComesBeforeTheAnswerMakesTheParcel() {
        closedCase();
        hear(CITY, RESULT, EventKind.PICKED_UP, 0, null);
        assertThat(parcel(RESULT).orderedAt()).isNull();
        assertThat(state()).isEqualTo(CaseState.ISSUED);

        order(RESULT);

        assertThat(parcel(RESULT)).satisfies(parcel -> {
            assertThat(parcel.state()).isEqualTo(ParcelState.PICKED_UP);
            assertThat(parcel.orderedAt()).isNotNull();
        });
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundByAskingAndIsOneParcel() {
        closedCase();
        core.world.plans.put(CITY + "/order", a -> new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "lost"));
        core.world.probes = a -> new ProbeAnswer.Found("W-asked", Reply.NONE, RESULT.toString());

        request();

        await().untilAsserted(() -> assertThat(parcels().find(RESULT)).isPresent());
        assertThat(parcel(RESULT).waybillNo()).isEqualTo("W-asked");
        assertThat(core.world.seen.stream().filter(a -> a.type().equals("order"))).hasSize(1);
    }

    @Test
    void anOrderForPapersIssuesNothing() {
        closedCase();

        order(PAPERS);
        hear(CITY, PAPERS, EventKind.DELIVERED, 60, Signer.MAIL_ROOM);

        assertThat(state()).isEqualTo(CaseState.CLOSED);
        assertThat(tasks()).as("papers belong into the mail room").isEmpty();
    }

    @Test
    void aParcelDeliveredBeforeItsCaseIsClosedWaitsForThat() {
        core.submit(CASE);
        step("s1", CaseState.ACCEPTED, -50);

        hear(COURIER, RESULT, EventKind.DELIVERED, 10, Signer.RECEIVER);
        assertThat(core.cases().timeline(CASE)).filteredOn(entry -> entry.state() == CaseState.DELIVERED)
                .extracting(TimelineEntry::decision).containsExactly(TimelineDecision.PARKED);

        step("s2", CaseState.IN_REVIEW, -40);
        decide();
        step("s4", CaseState.CLOSED, -20);
        assertThat(state()).isEqualTo(CaseState.CLOSED);
        order(RESULT);
        assertThat(state()).isEqualTo(CaseState.DELIVERED);
    }
}
