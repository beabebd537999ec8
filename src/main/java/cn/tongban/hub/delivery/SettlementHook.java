package cn.tongban.hub.delivery;

import java.util.Collection;
import java.util.List;

/**
 * What else must become true in the commit that settles deliveries. Called within the transaction; locks cases before the
 * engine locks lanes.
 */
public interface SettlementHook {
    /** A delivery that its destination has taken. */
    record Done(String destination, String caseNo, String type) {}

    /** Locks what {@link #delivered} is going to change, in the order of case numbers. */
    void prepare(Collection<Done> candidates);

    /**
     * Draws the conclusions from deliveries that are settled as delivered.
     *
     * @return new deliveries that became due by it
     */
    List<NewDelivery> delivered(Collection<Done> done);

    /** Concludes nothing. */
    SettlementHook NONE = new SettlementHook() {
        @Override
        public void prepare(Collection<Done> candidates) {}

        @Override
        public List<NewDelivery> delivered(Collection<Done> done) {
            return List.of();
        }
    };
}
