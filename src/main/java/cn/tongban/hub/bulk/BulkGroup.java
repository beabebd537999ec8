package cn.tongban.hub.bulk;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryState;
import java.util.UUID;

/**
 * Dead letters of one cause.
 *
 * @param type of message; empty for any
 */
public record BulkGroup(String destination, String code, String type) {
    /** Those with an id below this one. */
    public DeliveryFilter below(UUID id) {
        return new DeliveryFilter(destination, DeliveryState.DEAD_LETTERS, null, type.isEmpty() ? null : type, code, null, id);
    }
}
