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
    record Done(String destination, String caseNo, String type, UUID messageId, Reply reply, Taken taken) {}

    /**
     * What the destination says it took.
     *
     * @param receiptNo its own number for it, empty for none
     * @param orderNo our number of the order that it is, empty for whatever is no order
     * @param bundle digest of the bundle that carried it, empty where it was asked about or a person decided
     */
    record Taken(String receiptNo, String orderNo, String bundle) {
        /** Nothing but that it did. */
        public static final Taken NOTHING = new Taken("", "", "");
    }

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
