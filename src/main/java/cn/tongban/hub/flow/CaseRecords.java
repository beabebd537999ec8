package cn.tongban.hub.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub has recorded of a case, for deliveries that need more than their own message. */
@FunctionalInterface
public interface CaseRecords {
    /** Where nothing is known. */
    CaseRecords NONE = (caseNo, destination) -> new Background(null, List.of(), null);

    /** @throws cn.tongban.hub.support.HubException DATABASE_UNAVAILABLE */
    Background of(String caseNo, String destination);

    /**
     * @param submission the newest canonical {@code case.submitted}; null where the case was opened elsewhere, or its
     *     retention has passed
     * @param receipts what this destination has taken of the case, oldest first
     * @param suspended canonical {@code case.suspended} that it took last, repairs applied; null where it took none
     */
    record Background(byte @Nullable [] submission, List<Taken> receipts, byte @Nullable [] suspended) {
        public Background {
            receipts = List.copyOf(receipts);
        }

        @Override
        public String toString() {
            return "Background[" + receipts + "]";
        }
    }

    /**
     * @param receiptNo the destination's own number for it; empty where it gave none
     * @param deliveryId by which it got there
     */
    record Taken(String type, String receiptNo, String deliveryId) {}
}
