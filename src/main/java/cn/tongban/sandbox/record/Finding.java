package cn.tongban.sandbox.record;

/**
 * What a simulator made of a request.
 *
 * @param operation submit, withdraw, take-back, probe, step, outcome, or other; the courier's order, cancel, label,
 *     label-file, track, split, reach, postage
 * @param caseNo empty when none could be read
 * @param key what the request is known by to the one who judges repeats: requestId or Idempotency-Key
 * @param effect created, withdrawn, asked, applied, told, repeat, conflict, or none
 * @param receiptNo the simulator's own number for the effect, empty for none; what a restart rebuilds its book from
 */
public record Finding(String operation, String caseNo, String key, String effect, String receiptNo) {
    /** A request that has had no effect yet. */
    public static Finding of(String operation, String caseNo, String key) {
        return new Finding(operation, caseNo, key, "none", "");
    }

    public Finding with(String newEffect, String newReceiptNo) {
        return new Finding(operation, caseNo, key, newEffect, newReceiptNo);
    }
}
