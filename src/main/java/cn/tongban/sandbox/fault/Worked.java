package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import java.util.List;

/**
 * What came of a call.
 *
 * @param effect goes into the raw record, with the receipt number
 * @param others what came of the further entries of a list
 * @param afterwards runs once the record is written, fault or not
 */
public record Worked(String effect, String receiptNo, List<Finding> others, WireAnswer answer, Runnable afterwards) {
    public Worked(String effect, String receiptNo, WireAnswer answer, Runnable afterwards) {
        this(effect, receiptNo, List.of(), answer, afterwards);
    }

    /** A call that changed nothing. */
    public static Worked nothing(WireAnswer answer) {
        return new Worked("none", "", answer, () -> {});
    }
}
