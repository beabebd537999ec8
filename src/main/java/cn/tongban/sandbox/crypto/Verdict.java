package cn.tongban.sandbox.crypto;

import java.util.Locale;

/** What a simulator finds when it checks a signature; goes into the raw record by its lower-case name. */
public enum Verdict {
    OK,
    MISSING,
    WRONG,
    STALE,
    REPLAYED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
