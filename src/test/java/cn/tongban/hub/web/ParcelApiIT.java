package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Outcome;
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
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parcels over the management API. The deciding side is its own carrier here. */
class ParcelApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Map<String, Object> REASON = Map.of("reason", "the carrier lost it");
    private static final OrderNo ORDER = new OrderNo("C-1", ParcelPurpose.PAPERS, 1);

    private String token = "";

    @BeforeEach
    void aParcelIsOnItsWay() {
        token = HUB.token(Scope.READ, Scope.OPERATE);
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        RecordedCase.record(HUB, "C-1");
        hear(EventKind.OUT_FOR_DELIVERY, 1, null);
        hear(EventKind.DELIVERED, 2, Signer.MAIL_ROOM);
    }

    @Test
    void aParcelShowsItsEventsInTheirOrderAndWhatWasTakenBack() {
        hear(EventKind.DELIVERY_REVOKED, 3, null);
        hear(EventKind.PICKED_UP, 0, null);

        JsonNode one = HUB.get("/api/v1/parcels/" + ORDER, token).json();

        assertThat(one.at("/parcel/state").asText()).isEqualTo("OUT_FOR_DELIVERY");
        assertThat(one.at("/parcel/waybillNo").asText()).isEqualTo("W-1");
        assertThat(one.at("/parcel/purpose").asText()).isEqualTo("PAPERS");
        assertThat(one.path("events").findValuesAsText("event"))
                .containsExactly("PICKED_UP", "OUT_FOR_DELIVERY", "DELIVERED", "DELIVERY_REVOKED");
        assertThat(one.path("events").findValuesAsText("takenBack")).containsExactly("false", "false", "true", "false");
        assertThat(one.at("/events/2/signer").asText()).isEqualTo("MAIL_ROOM");
        assertThat(HUB.get("/api/v1/cases/C-1", token).json().at("/parcels/0/orderNo").asText()).isEqualTo("C-1-M1");
    }

    @Test
    void parcelsAreListedByCaseAndState() {
        assertThat(listed("")).containsExactly("C-1-M1");
        assertThat(listed("?case=C-1&state=DELIVERED")).containsExactly("C-1-M1");
        assertThat(listed("?state=LOST")).isEmpty();
        assertThat(listed("?case=C-2")).isEmpty();
        assertThat(HUB.get("/api/v1/parcels?state=NOWHERE", token).status()).isEqualTo(400);
        assertThat(HUB.get("/api/v1/parcels/C-1-R9", token).json().get("code").asText())
                .isEqualTo(ErrorCode.PARCEL_UNKNOWN.code());
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        RecordedCase.record(HUB, "C-2");
        hear(new OrderNo("C-2", ParcelPurpose.PAPERS, 1), EventKind.PICKED_UP, 1, null);
        JsonNode first = HUB.get("/api/v1/parcels?limit=1", token).json();

        JsonNode second = HUB.get("/api/v1/parcels?limit=1&before=" + first.get("next").asText(), token).json();

        assertThat(first.at("/items/0/orderNo").asText()).isEqualTo("C-2-M1");
        assertThat(second.at("/items/0/orderNo").asText()).isEqualTo("C-1-M1");
    }

    @Test
    void whatWillNotArriveIsOrderedAgainOnceForAReason() {
        String path = "/api/v1/parcels/" + ORDER + "/reorder";
        assertThat(HUB.post(path, token, REASON).json().get("code").asText()).isEqualTo("not-possible-now");
        hear(EventKind.LOST, 4, null);

        assertThat(HUB.post(path, HUB.token(Scope.READ), REASON).status()).isEqualTo(403);
        assertThat(HUB.post(path, token, Map.of("reason", " ")).json().get("code").asText()).isEqualTo("reason-missing");
        JsonNode fresh = HUB.post(path, token, REASON).json();

        assertThat(fresh.get("orderNo").asText()).isEqualTo("C-1-M2");
        assertThat(fresh.get("state").asText()).isEqualTo("ORDERED");
        assertThat(fresh.get("carrier").asText()).isEqualTo("city-platform");
        assertThat(HUB.post(path, token, REASON).json().get("code").asText()).isEqualTo("not-possible-now");
        JsonNode message = messages("hub").get(0);
        assertThat(message.get("type").asText()).isEqualTo("parcel.order-requested");
        JsonNode shown = HUB.get("/api/v1/messages/" + message.get("id").asText(), token).json();
        assertThat(shown.at("/document/orderNo").asText()).isEqualTo("C-1-M2");
        assertThat(shown.at("/document/replaces").asText()).isEqualTo("C-1-M1");
        assertThat(shown.at("/deliveries/0/delivery/destination").asText()).isEqualTo("city-platform");
        assertThat(HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().at("/items").toString())
                .contains("parcel.reorder");
    }

    private JsonNode messages(String connector) {
        return HUB.get("/api/v1/messages?connector=" + connector, token).json().get("items");
    }

    private List<String> listed(String query) {
        return HUB.get("/api/v1/parcels" + query, token).json().get("items").findValuesAsText("orderNo");
    }

    private void hear(EventKind kind, int minute, @Nullable Signer signer) {
        hear(ORDER, kind, minute, signer);
    }

    private void hear(OrderNo orderNo, EventKind kind, int minute, @Nullable Signer signer) {
        byte[] body = ("{\"caseNo\":\"" + orderNo.caseNo() + "\"}").getBytes(StandardCharsets.UTF_8);
        String id = "W-1/" + kind + "/" + minute;
        ParcelEvent event = new ParcelEvent(id, kind, Instant.parse("2026-03-26T01:00:00Z").plusSeconds(60L * minute),
                signer, "", "汉台区投递部", "汉中市");
        HUB.bean(Recorder.class).record(new Recording("city-platform", orderNo + id, "parcel.event", orderNo.caseNo(),
                "parcel.event", "application/json", "", "bundle", body, body, new Address.CaseOrigin(),
                new CaseEntry.Tracking(orderNo, "W-1", event), List.of(), null));
    }
}
