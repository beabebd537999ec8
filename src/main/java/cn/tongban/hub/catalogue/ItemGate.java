package cn.tongban.hub.catalogue;

import cn.tongban.hub.catalogue.CatalogueProperties.Gate;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Only unified items may be forwarded (四统一), and only those in use: whether an item was in use is judged on the day on
 * which the desk took the case in, its pair as it stands today.
 */
final class ItemGate {
    private static final String AT = "/item/taskCode";

    private final Gate gate;

    ItemGate(Gate gate) {
        this.gate = gate;
    }

    /** Whether the catalogue is not asked at all. */
    boolean isOpen() {
        return gate == Gate.OFF;
    }

    /** Why a case of the item that is received on this day is not forwarded; empty when it is. */
    Optional<HubException> refusal(CatalogueState state, String taskCode, LocalDate day) {
        if (gate == Gate.OFF) {
            return Optional.empty();
        }
        Optional<ItemState> inUse = state.item(taskCode).map(item -> item.stateOn(day));
        if (inUse.isPresent() && inUse.get() != ItemState.IN_USE) {
            return Optional.of(refused(ErrorCode.ITEM_NOT_IN_USE, taskCode, "item-state",
                    "On the day of its reception the item is " + words(inUse.get()) + "."));
        }
        List<PairCheck> pairs = state.pairsOf(taskCode);
        Optional<PairCheck> different =
                pairs.stream().filter(pair -> pair.status() == PairStatus.DIFFERENT).findFirst();
        if (different.isPresent()) {
            return Optional.of(refused(ErrorCode.ITEM_NOT_UNIFIED, taskCode, "four-unifications",
                    "City and district item differ in " + rules(different.get()) + "."));
        }
        boolean compared = !pairs.isEmpty() && pairs.stream().allMatch(pair -> pair.status().isCompared());
        return gate == Gate.STRICT && !compared
                ? Optional.of(refused(ErrorCode.ITEM_NOT_UNIFIED, taskCode, "not-compared",
                        "City and district item were not compared."))
                : Optional.empty();
    }

    private static String rules(PairCheck pair) {
        return pair.differences().stream().filter(one -> one.severity() == Severity.BLOCKING).map(Difference::rule).distinct()
                .collect(Collectors.joining(", "));
    }

    private static String words(ItemState state) {
        return switch (state) {
            case PAUSED -> "paused";
            case WITHDRAWN -> "withdrawn";
            default -> "not in effect yet";
        };
    }

    private static HubException refused(ErrorCode code, String taskCode, String rule, String detail) {
        return new HubException(code, taskCode, List.of(new Place(AT, rule, detail)));
    }
}
