package cn.tongban.hub.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What changed. */
public enum DriftKind {
    /** A field that was not there before. */
    NEW_FIELD,
    /** A field that was always there is not any more. */
    VANISHED,
    /** Another type of value, {@code null} and another form of text included. */
    NEW_TYPE,
    /** Another value of a code. */
    NEW_VALUE,
    /** A field, or a value of a code, is there much more or much less often. */
    SHARE;

    /** The stable name, for example {@code new-field}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
