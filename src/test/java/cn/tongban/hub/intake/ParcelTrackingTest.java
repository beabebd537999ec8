package cn.tongban.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Custody;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who hears of what a carrier tells. */
class ParcelTrackingTest {
    private static final Instant NOW = Instant.parse("2026-03-26T02:15:00Z");
    private static final StepProfile CARRIER =
            new StepProfile(Set.of(CaseState.ISSUED), Set.of(), Duration.ofHours(24), false, true);
    private static final StepProfile CURIOUS =
            new StepProfile(Set.of(), Set.of(), Duration.ofHours(24), false, false, Set.of(CaseState.DELIVERED));

    @Test
    void theDeskHearsOfADelivery() {
        CaseTrial.Judged judged = deliver(StepProfile.STRICT, CaseState.ISSUED);

        assertThat(judged.after().orElseThrow().file().state()).isEqualTo(CaseState.DELIVERED);
        assertThat(judged.onward()).containsExactly(new CaseTrial.Onward("desk", "case.delivered"));
    }

    @Test
    void whoDecidesHearsOnlyOfWhatItWants() {
        CaseTrial.Judged judged = deliver(CURIOUS, CaseState.CLOSED);

        assertThat(judged.decisions()).containsExactly(TimelineDecision.DERIVED, TimelineDecision.APPLIED);
        assertThat(judged.onward()).containsExactly(
                new CaseTrial.Onward("desk", "case.issued"),
                new CaseTrial.Onward("desk", "case.delivered"),
                new CaseTrial.Onward("city", "case.delivered"));
    }

    private static CaseTrial.Judged deliver(StepProfile city, CaseState state) {
        CaseFile file = new CaseFile("C-1", state, null, NOW.minusSeconds(3600), 1, 0, false, null, Set.of(), List.of());
        StoredCase known = StoredCase.blank("desk", "city", "task", file)
                .with(new Custody("city", true, "", "", null));
        ParcelEvent event = new ParcelEvent("W/1", EventKind.DELIVERED, NOW, null, "", "", "");
        CaseEntry.Tracking tracking = new CaseEntry.Tracking(new OrderNo("C-1", ParcelPurpose.RESULT, 1), "W", event);
        Recording recording = new Recording("post", "W/1", "parcel.event", "C-1", "parcel.event", "application/json", "",
                "bundle", new byte[0], new byte[0], new Address.CaseOrigin(), tracking, List.of(), null);
        return CaseTrial.judge(recording, Optional.of(known),
                connector -> connector.equals("post") ? CARRIER : connector.equals("city") ? city : StepProfile.STRICT,
                Listeners.NOBODY, UUID.randomUUID(), NOW);
    }
}
