package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParcelsCommandIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final OrderNo ORDER = new OrderNo("C-1", ParcelPurpose.PAPERS, 1);

    private String token = "";

    @BeforeEach
    void aParcelIsOnItsWay() {
        token = HUB.token(Scope.READ, Scope.OPERATE);
        RecordedCase.record(HUB, "C-1");
        hear(EventKind.OUT_FOR_DELIVERY, 1, null);
        hear(EventKind.DELIVERED, 2, Signer.MAIL_ROOM);
    }

    @Test
    void parcelsAreListedAndShownWithWordsAndTimes() {
        assertThat(hub("parcels").out()).contains("C-1-M1", "申请材料", "已妥投", "W-1", "city-platform");
        assertThat(hub("parcels", "--state", "LOST").out()).doesNotContain("C-1-M1");
        assertThat(hub("parcels", "C-1-M1").out()).contains("投递中", "妥投", "收发室", "2026-03-26 09:02:00", "汉台区投递部");
        assertThat(hub("case", "C-1").out()).contains("C-1-M1");
        assertThat(hub("parcels", "C-9-R1").exit()).isEqualTo(1);
    }

    @Test
    void whatWasLostIsOrderedAnew() {
        assertThat(hub("parcels", "reorder", "C-1-M1", "--reason", "r").exit()).isEqualTo(1);
        hear(EventKind.LOST, 3, null);

        Console anew = hub("parcels", "reorder", "C-1-M1", "--reason", "the carrier lost it");

        assertThat(anew.exit()).as(anew.err()).isZero();
        assertThat(anew.out()).contains("C-1-M2", "已下单");
    }

    @Test
    void whoMayNotAskIsToldSoAndALabelNeedsACarrierThatCanBeAsked() {
        assertThat(hub("ask", "city-platform").exit()).isZero();
        assertThat(hub("ask", "city-platform", "weather", "--reason", "r").exit()).isEqualTo(2);
        token = HUB.token(Scope.READ, Scope.ASK);
        assertThat(hub("parcels", "label", "C-1-M1").exit()).isEqualTo(1);
    }

    private Console hub(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--to");
        all.add(HUB.url());
        return Console.run(Map.of("HUB_TOKEN", token), all.toArray(String[]::new));
    }

    private static void hear(EventKind kind, int minute, @Nullable Signer signer) {
        byte[] body = "{\"caseNo\":\"C-1\"}".getBytes(StandardCharsets.UTF_8);
        String id = "W-1/" + kind + "/" + minute;
        ParcelEvent event = new ParcelEvent(id, kind, Instant.parse("2026-03-26T01:00:00Z").plusSeconds(60L * minute),
                signer, "", "汉台区投递部", "汉中市");
        HUB.bean(Recorder.class).record(new Recording("city-platform", id, "parcel.event", "C-1", "parcel.event",
                "application/json", "", "bundle", body, body, new Address.CaseOrigin(),
                new CaseEntry.Tracking(ORDER, "W-1", event), List.of(), null));
    }
}
