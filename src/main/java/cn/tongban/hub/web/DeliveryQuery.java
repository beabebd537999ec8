package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryState;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody means; empty fields mean any.
 *
 * @param state one state only
 * @param code why they are where they are: an error code
 */
record DeliveryQuery(
        @Nullable String destination,
        @Nullable DeliveryState state,
        @Nullable String caseNo,
        @Nullable String type,
        @Nullable String code) {
    /** @param before only those older than this one, null for all */
    DeliveryFilter filter(@Nullable UUID before) {
        return filter(state == null ? Set.of() : Set.of(state), before);
    }

    /** The same within these states. */
    DeliveryFilter filter(Set<DeliveryState> states, @Nullable UUID before) {
        return new DeliveryFilter(destination, states, caseNo, type, code, null, before);
    }

    /** Short words for the audit record; nothing in it is personal. */
    String inWords() {
        return String.join(" ", destination == null ? "*" : destination, state == null ? "*" : state.name(),
                caseNo == null ? "*" : caseNo, type == null ? "*" : type, code == null ? "*" : code);
    }
}
