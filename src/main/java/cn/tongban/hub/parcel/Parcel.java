package cn.tongban.hub.parcel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parcel of a case, nothing personal.
 *
 * @param carrier destination that was asked to carry it
 * @param waybillNo the carrier's number, empty until it is known
 * @param orderedAt when the carrier took the order, null while only its events have come
 * @param lastEventAt when the newest event happened, null before the first
 * @param heardAt when the hub last heard of it
 * @param silent a person was asked to look because nothing was heard of it
 */
public record Parcel(
        OrderNo orderNo,
        String carrier,
        String waybillNo,
        ParcelState state,
        @Nullable Instant orderedAt,
        @Nullable Instant lastEventAt,
        Instant heardAt,
        boolean silent) {

    /** A parcel that was ordered, or of which an event came before the answer to its order. */
    public static Parcel fresh(OrderNo orderNo, String carrier, String waybillNo, Instant now) {
        return new Parcel(orderNo, carrier, waybillNo, ParcelState.ORDERED, null, null, now, false);
    }

    /** The carrier took the order. */
    public Parcel ordered(String number, Instant now) {
        return new Parcel(orderNo, carrier, waybillNo.isEmpty() ? number : waybillNo, state,
                orderedAt == null ? now : orderedAt, lastEventAt, now, silent);
    }

    /** An event came. */
    public Parcel heard(String number, ParcelCourse course, Instant now) {
        return new Parcel(orderNo, carrier, waybillNo.isEmpty() ? number : waybillNo, course.state(), orderedAt,
                course.newest().map(ParcelEvent::at).orElse(null), now, false);
    }
}
