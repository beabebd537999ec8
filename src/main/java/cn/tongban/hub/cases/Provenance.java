package cn.tongban.hub.cases;

import java.util.Locale;

/** Where a fact comes from; the hub never shows what it concluded as if somebody had reported it. */
public enum Provenance {
    /** Reported by the party that knows. */
    SOURCE,
    /** Concluded by the hub from a later step; has no time of its own. */
    DERIVED,
    /** Entered by a person. */
    OPERATOR;

    /** Key of the label in the message files. */
    public String labelKey() {
        return "provenance." + name().toLowerCase(Locale.ROOT);
    }
}
