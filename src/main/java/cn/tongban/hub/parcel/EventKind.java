package cn.tongban.hub.parcel;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier may tell of a parcel, as one closed table: where it leads, or what it takes back. Of events of one instant
 * those that stand first here come first; a taking back stands after what it takes back.
 */
public enum EventKind {
    HANDED_OVER(ParcelState.HANDED_OVER),
    HAND_OVER_CANCELLED(Set.of(HANDED_OVER)),
    PICKED_UP(ParcelState.PICKED_UP),
    PICK_UP_CANCELLED(Set.of(PICKED_UP)),
    DEPARTED(ParcelState.IN_TRANSIT),
    ARRIVED_HUB(ParcelState.IN_TRANSIT),
    ARRIVED_DEST(ParcelState.AT_DESTINATION),
    OUT_FOR_DELIVERY(ParcelState.OUT_FOR_DELIVERY),
    OUT_CANCELLED(Set.of(OUT_FOR_DELIVERY)),
    ATTEMPT_FAILED(ParcelState.ATTEMPT_FAILED),
    ATTEMPT_REVOKED(Set.of(ATTEMPT_FAILED)),
    AT_LOCKER(ParcelState.AWAITING_PICKUP),
    AWAITING_PICKUP(ParcelState.AWAITING_PICKUP),
    COLLECTED(ParcelState.DELIVERED),
    DELIVERED(ParcelState.DELIVERED),
    DELIVERY_REVOKED(Set.of(COLLECTED, DELIVERED)),
    INTERCEPTED(ParcelState.INTERCEPTED),
    RETURNING(ParcelState.RETURNING),
    RETURNED(ParcelState.RETURNED),
    CANCELLED(ParcelState.CANCELLED),
    LOST(ParcelState.LOST),
    /** It goes elsewhere; where it is does not change by that. */
    ADDRESS_CHANGED(Set.of()),
    /** What the hub has no word for: kept, moves nothing. */
    UNKNOWN(Set.of());

    private final @Nullable ParcelState to;
    private final Set<EventKind> takesBack;

    EventKind(ParcelState to) {
        this.to = to;
        this.takesBack = Set.of();
    }

    EventKind(Set<EventKind> takesBack) {
        this.to = null;
        this.takesBack = takesBack;
    }

    /** Where it leads; empty if it moves nothing by itself. */
    Optional<ParcelState> to() {
        return Optional.ofNullable(to);
    }

    /** What it takes back; empty if it takes nothing back. */
    Set<EventKind> takesBack() {
        return takesBack;
    }
}
