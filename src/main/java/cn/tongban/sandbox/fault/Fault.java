package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.wire.Manner;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What can go wrong at a partner. The name on the wire is lower case with hyphens. */
public enum Fault {
    /** Works, answers late by the rule's milliseconds. */
    SLOW(true, Manner.Kind.WHOLE),
    /** Takes the request, and works on it only after the rule's milliseconds, whether or not the caller still waits. */
    WORKS_LATE(true, Manner.Kind.WHOLE),
    /** Takes the request, does nothing with it and never answers. */
    SILENT(false, Manner.Kind.NEVER),
    /** Works and never answers. */
    ANSWER_HELD(true, Manner.Kind.NEVER),
    /** Closes the connection without working. */
    REQUEST_LOST(false, Manner.Kind.NOTHING),
    /** Works, then closes without an answer. */
    ANSWER_LOST(true, Manner.Kind.NOTHING),
    /** Works, then answers HTTP 500. */
    ERROR_AFTER_WORK(true, Manner.Kind.WHOLE),
    /** Works, then resets the connection in the middle of the answer. */
    RESET(true, Manner.Kind.RESET_HALFWAY),
    /** Works, then ends the answer half-way. */
    TRUNCATED(true, Manner.Kind.CUT_SHORT),
    /** Works, then answers byte by byte, the rule's milliseconds apart. */
    DRIP(true, Manner.Kind.DRIP),
    /** Works, then answers something that is not JSON. */
    MALFORMED(true, Manner.Kind.WHOLE),
    /** Does nothing and says so with HTTP 200. */
    ERROR_TEXT(false, Manner.Kind.WHOLE),
    /** Works, then answers with the receipt of another request. */
    FOREIGN_RECEIPT(true, Manner.Kind.WHOLE),
    /** Does nothing: HTTP 503 with Retry-After in seconds, from the rule's milliseconds. */
    BUSY(false, Manner.Kind.WHOLE),
    /** Does nothing and refuses for good by its contract. */
    REFUSED(false, Manner.Kind.WHOLE),
    /** Works, then answers in GBK and says it is UTF-8. */
    WRONG_CHARSET(true, Manner.Kind.WHOLE),
    /** Does nothing and says that nobody works now. */
    CLOSED(false, Manner.Kind.WHOLE),
    /** Sends its own steps twice. */
    DUPLICATE(true, Manner.Kind.WHOLE),
    /** Signs its own steps wrongly. */
    WRONG_SIGNATURE(true, Manner.Kind.WHOLE),
    /** Sends its own steps in GBK where UTF-8 is agreed. */
    GARBLED(true, Manner.Kind.WHOLE),
    /** Sends its own steps in an envelope of an unknown kind. */
    WRONG_ENVELOPE(true, Manner.Kind.WHOLE),
    /** Holds one of its rows back by the rule's milliseconds while others go on: a child comes before its parent. */
    LATE(true, Manner.Kind.WHOLE),
    /** Changes a row after the rule's milliseconds. */
    CHANGED(true, Manner.Kind.WHOLE),
    /** Takes a row back after the rule's milliseconds. */
    TAKEN_BACK(true, Manner.Kind.WHOLE);

    private static final Set<Fault> OUTGOING =
            Set.of(DUPLICATE, WRONG_SIGNATURE, GARBLED, WRONG_ENVELOPE, LATE, CHANGED, TAKEN_BACK);

    private final boolean works;
    private final Manner.Kind manner;

    Fault(boolean works, Manner.Kind manner) {
        this.works = works;
        this.manner = manner;
    }

    /** True when the request has its effect in spite of the fault. */
    public boolean works() {
        return works;
    }

    Manner.Kind manner() {
        return manner;
    }

    /** True for faults in what the partner sends by itself rather than in what it answers. */
    public boolean outgoing() {
        return OUTGOING.contains(this);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a name that is none */
    public static Fault of(String wireName) {
        return Arrays.stream(values())
                .filter(fault -> fault.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault named " + wireName));
    }
}
