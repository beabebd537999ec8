package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver ended. Reasons are codes and short sentences without personal data. */
public sealed interface Outcome {

    /**
     * The destination has it.
     *
     * @param receiptNo its own number for it, if it gave one
     * @param orderNo our number of the order that a carrier took by it, empty for whatever is no order
     */
    record Delivered(@Nullable String receiptNo, boolean byProbe, Reply reply, String orderNo) implements Outcome {
        public Delivered(@Nullable String receiptNo, boolean byProbe) {
            this(receiptNo, byProbe, Reply.NONE, "");
        }
    }

    /** Provably not done; try again by the connector's policy, not before {@code notBefore} if the partner said so. */
    record RetryLater(ErrorCode code, String reason, @Nullable Duration notBefore) implements Outcome {}

    /** The destination said no, for good. */
    record Refused(ErrorCode code, String reason) implements Outcome {}

    /** The request left and nobody knows what became of it. */
    record Doubtful(ErrorCode code, String reason) implements Outcome {}

    /** By its own connector's rule the destination is not told of this; nothing left. */
    record LeftOut(ErrorCode code, String reason) implements Outcome {}

    /** A defect on our side: unknown code, broken mapping, contract violated. */
    record Dead(ErrorCode code, String reason) implements Outcome {}
}
