package cn.tongban.hub.delivery;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which deliveries; null means any. {@code before} is the last id of the page before. */
public record DeliveryFilter(
        @Nullable String destination,
        Set<DeliveryState> states,
        @Nullable String caseNo,
        @Nullable String type,
        @Nullable String code,
        @Nullable UUID messageId,
        @Nullable UUID before) {

    public static DeliveryFilter any() {
        return new DeliveryFilter(null, Set.of(), null, null, null, null, null);
    }

    public DeliveryFilter in(Set<DeliveryState> wanted) {
        return new DeliveryFilter(destination, wanted, caseNo, type, code, messageId, before);
    }

    public DeliveryFilter ofMessage(UUID message) {
        return new DeliveryFilter(destination, states, caseNo, type, code, message, before);
    }

    /** The same from there on. */
    public DeliveryFilter before(UUID id) {
        return new DeliveryFilter(destination, states, caseNo, type, code, messageId, id);
    }
}
