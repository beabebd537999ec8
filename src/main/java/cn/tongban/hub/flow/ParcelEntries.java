package cn.tongban.hub.flow;

import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads from a canonical document what a carrier tells of a parcel. */
final class ParcelEntries {
    static final String EVENT = "parcel.event";

    private ParcelEntries() {}

    /** @throws HubException MAPPING_FAILED naming the field that is missing, or that is of another case */
    static CaseEntry.Tracking of(JsonNode canonical) {
        OrderNo orderNo = OrderNo.parse(CaseEntries.text(canonical, "orderNo"))
                .filter(number -> number.caseNo().equals(CaseEntries.text(canonical, "caseNo")))
                .orElseThrow(() -> new HubException(ErrorCode.MAPPING_FAILED, "canonical field orderNo"));
        String signer = canonical.path("signer").asText("");
        ParcelEvent event = new ParcelEvent(
                CaseEntries.text(canonical, "eventId"),
                CaseEntries.constant(EventKind.class, CaseEntries.text(canonical, "event"), "event"),
                CaseEntries.time(canonical, "at"),
                signer.isEmpty() ? null : CaseEntries.constant(Signer.class, signer, "signer"),
                canonical.path("failure").asText(""),
                canonical.path("office").asText(""),
                canonical.path("place").asText(""));
        return new CaseEntry.Tracking(orderNo, CaseEntries.text(canonical, "waybillNo"), event);
    }
}
