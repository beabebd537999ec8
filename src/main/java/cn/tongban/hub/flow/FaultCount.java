package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * How much passed over one bundle on this node, and how much of it failed in a way that the bundle's own files can be the
 * reason of: mapping, code table, contract, or a partner that refuses what it was sent. A partner that is away, a wrong
 * signature or a lost answer is nobody's mapping and does not count as a fault.
 */
public final class FaultCount {
    private static final Set<ErrorCode> OTHERS = Set.of(
            ErrorCode.CONTRACT_VIOLATION, ErrorCode.UNKNOWN_ITEM, ErrorCode.DESTINATION_REFUSED);
    private static final Set<String> CODES = Arrays.stream(ErrorCode.values())
            .filter(code -> code.kind() == ErrorKind.DEFECT || OTHERS.contains(code))
            .map(ErrorCode::code)
            .collect(Collectors.toUnmodifiableSet());

    private final LongAdder all = new LongAdder();
    private final LongAdder faults = new LongAdder();

    void passed(Outcome outcome) {
        if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Dead) {
            faults.increment();
        }
        all.increment();
    }

    /** @param code of an error, or any other word for a good end */
    void passed(String code) {
        if (CODES.contains(code)) {
            faults.increment();
        }
        all.increment();
    }

    public long all() {
        return all.sum();
    }

    public long faults() {
        return faults.sum();
    }

    /** From 0 to 1; 0 while nothing has passed. */
    public double share() {
        long passed = all();
        return passed == 0 ? 0 : (double) faults() / passed;
    }
}
