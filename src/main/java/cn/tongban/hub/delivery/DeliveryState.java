package cn.tongban.hub.delivery;

import java.util.Locale;

/** Where a delivery stands. That its lane is claimed is a fact of the lane, not of the delivery. */
public enum DeliveryState {
    WAITING,
    SENDING,
    DELIVERED,
    REFUSED,
    DOUBTFUL,
    DEAD,
    DISCARDED;

    /** Nothing more will happen to it by itself or its lane. */
    public boolean isFinal() {
        return this == DELIVERED || this == DISCARDED;
    }

    /** A dead letter: it has reason, history and owner, and its lane waits for a person. */
    public boolean isDeadLetter() {
        return this == DEAD || this == REFUSED;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
