package cn.tongban.hub.delivery;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What else must become true in the commit that settles deliveries. Called within the transaction; locks cases before the
 * engine locks lanes.
 */
public interface SettlementHook {
    /** A delivery that its destination has taken, or that a person gave up; the reply tells which. */
    record Done(String destination, String caseNo, String type, UUID messageId, Reply reply) {}

    /**
     * Locks what a conclusion is going to change, in the order of case numbers.
     *
     * @param candidates deliveries whose carriers, or people, say what became of them; the epoch is not checked yet
     */
    Conclusion prepare(Collection<Done> candidates);

    /** The second half, after the engine knows which receipts count. */
    @FunctionalInterface
    interface Conclusion {
        /**
         * Draws the conclusions from deliveries that are settled.
         *
         * @return new deliveries that became due by it
         */
        List<NewDelivery> draw(Collection<Done> done);
    }
}
