package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.wire.Manner;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * When a fault strikes.
 *
 * @param operation submit, withdraw, take-back, probe, step, outcome, one of the courier's (order, cancel, label, track,
 *     split, reach, postage), or the table of an outgoing row; empty for every one
 * @param caseNo empty for every case
 * @param skip how many requests that fit are let through first
 * @param times how often at most; negative for always
 * @param millis the pause that the fault speaks of
 */
public record FaultRule(Fault fault, String operation, String caseNo, int skip, int times, long millis) {

    /** Reads {@code {"fault","operation","caseNo","skip","times","millis"}}; all but the first may be absent. */
    static FaultRule from(JsonNode node) {
        return new FaultRule(
                Fault.of(node.path("fault").asText()),
                node.path("operation").asText(""),
                node.path("caseNo").asText(""),
                node.path("skip").asInt(0),
                node.path("times").asInt(-1),
                node.path("millis").asLong(1000));
    }

    boolean fits(String someOperation, String someCaseNo) {
        return (operation.isEmpty() || operation.equals(someOperation))
                && (caseNo.isEmpty() || caseNo.equals(someCaseNo));
    }

    Manner manner() {
        boolean waits = fault == Fault.SLOW || fault == Fault.DRIP;
        return new Manner(fault.manner(), waits ? Duration.ofMillis(millis) : Duration.ZERO);
    }
}
