package cn.tongban.hub.source;

import java.util.Locale;

/** What a source is doing on this node. */
public enum SourceState {
    /** Its address is not set. */
    OFF,
    /** Another node reads it, or this one is about to. */
    STANDBY,
    READING,
    /** Reads all rows by key, at the beginning or because changes may have been missed. */
    RE_READING,
    WAITING_FOR_PARTNER,
    /** It is outside of its opening hours, in maintenance or paused, and is not asked. */
    CLOSED,
    /** Needs a person on the other side; is tried again slowly. */
    STOPPED_BY_ALARM;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
