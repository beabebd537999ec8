package cn.tongban.hub.alert;

import java.util.Locale;

/** Where an alert stands. Whether it is muted is said beside it. */
public enum AlertState {
    /** The condition holds, but not yet for as long as its rule waits. Shown to nobody. */
    PENDING,
    RAISED,
    /** Somebody has seen it and looks after it. */
    ACKNOWLEDGED,
    ENDED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlertState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
