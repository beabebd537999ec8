package cn.tongban.hub.source;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a person should know of a source. The sentences are in {@code i18n/messages*.properties} under
 * {@code source.alarm.<code>}.
 */
public enum SourceAlarm {
    SLOT_MISSING(true),
    SLOT_MOVED(true),
    SLOT_LOST(true),
    SLOT_DROPPED(true),
    OTHER_SERVER(true),
    PUBLICATION_CHANGED(true),
    COLUMN_ADDED(true),
    COLUMN_TYPE(true),
    PARENT_MISSING(true),
    WAITING_FULL(true),
    ADAPTER_FAILED(true),
    SLOT_UNCAPPED(false),
    TABLE_MISSING(false),
    COLUMN_MISSING(false),
    LAG(false),
    TICKET_MISSING(false),
    ANSWER_UNUSABLE(false),
    CONFIRMATION_LOST(false),
    LAG_CAP(false),
    SETTINGS_INVALID(false);

    private final boolean passing;

    SourceAlarm(boolean passing) {
        this.passing = passing;
    }

    /** Something that happened and was dealt with, shown for a day; the others are shown until they are over. */
    boolean passing() {
        return passing;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence for people; it takes the subject. */
    public String labelKey() {
        return "source.alarm." + code();
    }

    /** A code of a later version is shown as the most general one. */
    static SourceAlarm of(String code) {
        return Arrays.stream(values()).filter(alarm -> alarm.code().equals(code)).findFirst().orElse(ADAPTER_FAILED);
    }
}
