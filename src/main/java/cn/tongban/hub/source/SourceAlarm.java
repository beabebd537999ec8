package cn.tongban.hub.source;

import java.util.Arrays;
import java.util.Locale;

/** What a person should know of a source. The sentences are in {@code i18n/messages*.properties} under {@code source.alarm.<code>}. */
public enum SourceAlarm {
    SLOT_MISSING,
    SLOT_MOVED,
    SLOT_LOST,
    SLOT_UNCAPPED,
    SLOT_DROPPED,
    OTHER_SERVER,
    TABLE_MISSING,
    COLUMN_MISSING,
    COLUMN_ADDED,
    COLUMN_TYPE,
    LAG,
    LAG_CAP,
    PARENT_MISSING,
    WAITING_FULL,
    SETTINGS_INVALID,
    ADAPTER_FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A code of a later version is shown as the most general one. */
    static SourceAlarm of(String code) {
        return Arrays.stream(values()).filter(alarm -> alarm.code().equals(code)).findFirst().orElse(ADAPTER_FAILED);
    }
}
