package cn.tongban.sandbox.fault;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Case numbers that bring a fault with them: the last four digits choose it. Demo, tests and bench share them. The courier's
 * order numbers do so with a serial of 999 and the last two of the same digits.
 */
enum MagicCase {
    SLOW("9901", Fault.SLOW, 1, 3000),
    SILENT("9902", Fault.SILENT, 1, 0),
    ERROR_AFTER_WORK("9903", Fault.ERROR_AFTER_WORK, 1, 0),
    ANSWER_LOST("9904", Fault.ANSWER_LOST, 1, 0),
    RESET("9905", Fault.RESET, 1, 0),
    TRUNCATED("9906", Fault.TRUNCATED, 1, 0),
    MALFORMED("9907", Fault.MALFORMED, 1, 0),
    FOREIGN_RECEIPT("9908", Fault.FOREIGN_RECEIPT, 1, 0),
    ERROR_TEXT("9909", Fault.ERROR_TEXT, 1, 0),
    BUSY("9910", Fault.BUSY, 3, 1000),
    REFUSED("9911", Fault.REFUSED, -1, 0),
    DUPLICATE("9912", Fault.DUPLICATE, -1, 0),
    WRONG_SIGNATURE("9913", Fault.WRONG_SIGNATURE, 1, 0),
    REQUEST_LOST("9914", Fault.REQUEST_LOST, 1, 0);

    private static final int CASE_NUMBER = 43;
    private static final Pattern ORDER_NUMBER = Pattern.compile("TB[0-9]{8}999[0-9]{2}|[0-9A-Z]{39}99[0-9]{2}-[RM][0-9]{1,2}");
    private static final Pattern PURPOSE = Pattern.compile("-[RM][0-9]{1,2}$");

    private final String ending;
    private final Fault fault;
    private final int times;
    private final long millis;

    MagicCase(String ending, Fault fault, int times, long millis) {
        this.ending = ending;
        this.fault = fault;
        this.times = times;
        this.millis = millis;
    }

    /** The rule that a number brings: on its submission or order, or on its steps for the outgoing faults. */
    static Optional<FaultRule> ruleOf(String caseNo) {
        boolean order = ORDER_NUMBER.matcher(caseNo).matches();
        if (!order && (caseNo.length() != CASE_NUMBER || !caseNo.startsWith("99", CASE_NUMBER - 4))) {
            return Optional.empty();
        }
        for (MagicCase magic : values()) {
            if (PURPOSE.matcher(caseNo).replaceFirst("").endsWith(magic.ending)) {
                String operation = magic.fault.outgoing() ? "step-out" : order ? "order" : "submit";
                return Optional.of(new FaultRule(magic.fault, operation, caseNo, 0, magic.times, magic.millis));
            }
        }
        return Optional.empty();
    }
}
