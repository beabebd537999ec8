package cn.tongban.hub.web;

import cn.tongban.hub.parcel.Parcel;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.ParcelState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parcel as people and programs see it.
 *
 * @param carrier connector, or a party of one
 * @param waybillNo the carrier's number, empty until it is known
 * @param orderedAt when the carrier took the order; null until its answer came
 * @param lastEventAt when the newest event happened, by the carrier; null before the first
 * @param heardAt when the hub last heard of it
 * @param silent a person was asked to look, because nothing was heard of it
 */
record ParcelView(
        String orderNo,
        String caseNo,
        ParcelPurpose purpose,
        String carrier,
        String waybillNo,
        ParcelState state,
        @Nullable Instant orderedAt,
        @Nullable Instant lastEventAt,
        Instant heardAt,
        boolean silent) {
    static ParcelView of(Parcel parcel) {
        return new ParcelView(
                parcel.orderNo().toString(),
                parcel.orderNo().caseNo(),
                parcel.orderNo().purpose(),
                parcel.carrier(),
                parcel.waybillNo(),
                parcel.state(),
                parcel.orderedAt(),
                parcel.lastEventAt(),
                parcel.heardAt(),
                parcel.silent());
    }
}
