package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.wire.WireAnswer;

/**
 * What came of a call.
 *
 * @param effect goes into the raw record, with the receipt number
 * @param afterwards runs once the record is written, fault or not
 */
public record Worked(String effect, String receiptNo, WireAnswer answer, Runnable afterwards) {
    /** A call that changed nothing. */
    public static Worked nothing(WireAnswer answer) {
        return new Worked("none", "", answer, () -> {});
    }
}
