package cn.tongban.hub.delivery;

import java.util.Locale;
import java.util.Set;

/** Where a delivery stands. That its lane is claimed is a fact of the lane, not of the delivery. */
public enum DeliveryState {
    WAITING,
    SENDING,
    DELIVERED,
    REFUSED,
    DOUBTFUL,
    DEAD,
    DISCARDED;

    /** Dead letters. */
    public static final Set<DeliveryState> DEAD_LETTERS = Set.of(DEAD, REFUSED);

    /** Those that a person may decide about; the table {@code attention} knows them. */
    public static final Set<DeliveryState> ATTENTION = Set.of(DEAD, REFUSED, DOUBTFUL);

    /** Nothing more will happen to it by itself or its lane. */
    public boolean isFinal() {
        return this == DELIVERED || this == DISCARDED;
    }

    /** A dead letter: it has reason, history and owner, and its lane waits for a person. */
    public boolean isDeadLetter() {
        return DEAD_LETTERS.contains(this);
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
