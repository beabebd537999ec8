package cn.tongban.hub.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** What routes ask the item catalogue. */
public interface ItemDesk {
    /** Lets everything pass and holds nothing: for trials, which have no catalogue. */
    ItemDesk OPEN = new ItemDesk() {
        @Override
        public void admit(String taskCode, Instant receivedAt) {
            // Nothing is known against any item.
        }

        @Override
        public ObjectNode holdings(String connector) {
            ObjectNode nothing = JsonNodeFactory.instance.objectNode().put("count", 0).put("digest", "")
                    .put("comparison", 0);
            nothing.putArray("wanted");
            return nothing;
        }

        @Override
        public Optional<ObjectNode> guide(String taskCode) {
            return Optional.empty();
        }
    };

    /**
     * @param receivedAt when the desk took the case in: what applied then counts
     * @throws cn.tongban.hub.support.HubException ITEM_NOT_IN_USE, ITEM_NOT_UNIFIED: the case must not be forwarded.
     *     DATABASE_UNAVAILABLE: nothing can be said of it yet
     */
    void admit(String taskCode, Instant receivedAt);

    /**
     * What came down from a publisher so far: {@code {"count", "digest", "comparison", "wanted"}}. {@code comparison} is
     * another number after each comparison that ended otherwise than the one before; {@code wanted} names some of the items
     * that the publisher has otherwise.
     */
    ObjectNode holdings(String connector);

    /**
     * What a desk has to know of an item today: {@code {"state", "refusal", "item"}}, the last being the canonical document
     * with its materials and the situations that choose them. {@code refusal} is the code with which a case of it is refused
     * now, absent when it is not. Empty for an item that was never published.
     */
    Optional<ObjectNode> guide(String taskCode);
}
