package cn.tongban.hub.bulk;

import java.util.Locale;

/** What is done with each. */
public enum BulkAction {
    REPLAY,
    DISCARD,
    /** Looks what a field patch would make of it, and changes nothing. */
    CHECK,
    /** Corrects it by a field patch and sends it again; what would not pass stays as it is. */
    REPAIR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it needs to be told which field becomes what. */
    public boolean patches() {
        return this == CHECK || this == REPAIR;
    }
}
