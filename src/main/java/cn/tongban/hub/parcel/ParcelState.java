package cn.tongban.hub.parcel;

import java.util.Locale;

/** Where a parcel is. Which event leads where is said by {@link EventKind} alone; no state is final. */
public enum ParcelState {
    ORDERED,
    HANDED_OVER,
    PICKED_UP,
    IN_TRANSIT,
    AT_DESTINATION,
    OUT_FOR_DELIVERY,
    ATTEMPT_FAILED,
    AWAITING_PICKUP,
    DELIVERED,
    INTERCEPTED,
    RETURNING,
    RETURNED,
    CANCELLED,
    LOST;

    /** Whether nothing more is expected of the carrier. */
    public boolean isOver() {
        return this == DELIVERED || mayBeReplaced();
    }

    /** Whether it will not arrive, so that another may be ordered in its place. */
    public boolean mayBeReplaced() {
        return this == CANCELLED || this == RETURNED || this == LOST;
    }

    /** Key of the label in the message files. */
    public String labelKey() {
        return "parcel.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
