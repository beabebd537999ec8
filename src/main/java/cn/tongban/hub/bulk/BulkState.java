package cn.tongban.hub.bulk;

import java.util.Locale;

/** Where a task stands. */
public enum BulkState {
    RUNNING,
    PAUSED,
    /** By a person; what was done stays done. */
    STOPPED,
    FINISHED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can still go on. */
    public boolean isOpen() {
        return this == RUNNING || this == PAUSED;
    }
}
